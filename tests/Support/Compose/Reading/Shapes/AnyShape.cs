namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>An extension <c>x-…</c>: anything; the file on top replaces it.</summary>
internal sealed class AnyShape : Shape
{
    public static readonly AnyShape Any = new();

    public override Node Read(Node node, Scope scope) => node;
}
