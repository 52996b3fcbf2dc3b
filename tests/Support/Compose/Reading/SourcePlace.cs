namespace Archiv.Tests.Support.Compose;

/// <summary>Where something is written.</summary>
/// <param name="File">Absolute path of the file.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
public sealed record SourcePlace(string File, int Line, int Column)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}:{Line}:{Column}";
}
