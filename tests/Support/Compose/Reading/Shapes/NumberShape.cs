using System.Globalization;

namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>A number, or a text that is one.</summary>
/// <param name="fraction">Whether it may have one; else Compose cuts it off.</param>
/// <param name="least">The smallest that is accepted.</param>
/// <param name="most">The largest.</param>
internal sealed class NumberShape(bool fraction, long least = long.MinValue, long most = long.MaxValue) : Shape
{
    public static readonly NumberShape Whole = new(fraction: false) { Strict = true };
    public static readonly NumberShape Count = new(fraction: false, least: 0) { Strict = true };
    public static readonly NumberShape Cut = new(fraction: false);
    public static readonly NumberShape Real = new(fraction: true);

    /// <summary>Whether a number with a fraction is refused instead of cut.</summary>
    public bool Strict { get; init; }

    public override Node Merge(Node below, Node above, ReadContext context) => above is ScalarNode { Value: null } ? below : above;

    public override Node Read(Node node, Scope scope)
    {
        var value = node is ScalarNode scalar ? scalar.Value : null;
        if (value is string text)
        {
            if (Symbols.In(text))
            {
                return node;
            }

            value = Parsed(text) ?? Number(scope.Refuse(node, $"must be a number, not '{text}'; write digits"));
        }

        return value switch
        {
            long whole when whole < least || whole > most => scope.Refuse(node, $"must lie between {least} and {most}; correct it"),
            long => new ScalarNode(value, node.Place),
            ulong whole => new ScalarNode((double)whole, node.Place),
            double real when double.IsFinite(real) && fraction => new ScalarNode(real, node.Place),
            double real when Math.Abs(real) < 9e18 && (!Strict || real.Equals(Math.Truncate(real))) => new ScalarNode((long)real, node.Place),
            _ => scope.Refuse(node, $"must be a {(fraction ? "" : "whole ")}number, not {node.Kind}; write digits"),
        };
    }

    private static object? Number(Node node) => ((ScalarNode)node).Value;

    private object? Parsed(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole
        : fraction && double.TryParse(text, NumberStyles.Float & ~NumberStyles.AllowLeadingWhite & ~NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture, out var real) && double.IsFinite(real) ? real
        : null;
}
