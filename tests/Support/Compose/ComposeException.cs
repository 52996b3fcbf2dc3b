namespace Archiv.Tests.Support.Compose;

/// <summary>Compose refuses a file, or cannot be run.</summary>
public sealed class ComposeException(string message) : Exception(message);
