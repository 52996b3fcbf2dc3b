namespace Archiv.Tests.Tools.Reporting;

/// <summary>A file that was read for the stack besides the compose file.</summary>
/// <param name="File">Relative to the repository where it lies in it.</param>
/// <param name="Sha256">Digest of its bytes.</param>
internal sealed record FileUsed(string File, string Sha256);
