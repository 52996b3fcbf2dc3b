namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>A key with its place and value.</summary>
internal sealed record MapEntry(string Key, SourcePlace Place, Node Value);
