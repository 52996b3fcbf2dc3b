namespace Archiv.Tests.Self.Packages;

/// <summary>A stream that hands out at most a few bytes per read and cannot be positioned, as a network may.</summary>
internal sealed class Trickle(byte[] content, int atMost) : MemoryStream(content)
{
    public override bool CanSeek => false;

    // The base class sends every other way of reading here, because this class derives from it.
    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(atMost, count));
}
