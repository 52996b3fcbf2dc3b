using System.Globalization;
using System.Text.RegularExpressions;

namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>A size: a number of bytes, or a text such as <c>1.5g</c> (units of 1024); printed as bytes in a text.</summary>
internal sealed partial class BytesShape : Shape
{
    public static readonly BytesShape Bytes = new();
    public static readonly BytesShape Whole = new() { WholeOnly = true };

    /// <summary>Whether only a text is accepted.</summary>
    public bool TextOnly { get; init; }

    /// <summary>Whether a number with a fraction is refused.</summary>
    public bool WholeOnly { get; init; }

    public override Node Merge(Node below, Node above, ReadContext context) => above is ScalarNode { Value: null } ? below : above;

    public override Node Read(Node node, Scope scope) => node switch
    {
        ScalarNode { Text: { } text } => Symbols.In(text) ? node : Printed(Parsed(text, node, scope), node),
        ScalarNode { Value: long number } when !TextOnly => Printed(number, node),
        // Compose reads a number with a fraction as nothing.
        ScalarNode { Value: double } when !TextOnly && !WholeOnly => Printed(0, node),
        _ => scope.Refuse(node, $"must be a size, not {node.Kind}; write such as 512m"),
    };

    private static ScalarNode Printed(long bytes, Node node) =>
        new(bytes == 0 ? null : bytes.ToString(CultureInfo.InvariantCulture), node.Place);

    private static long Parsed(string text, Node node, Scope scope)
    {
        var match = Size().Match(text);
        if (!match.Success)
        {
            scope.Refuse(node, $"must be a size, not '{text}'; write such as 512m");
        }

        var number = double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
        var power = "bkmgtp".IndexOf((match.Groups["unit"].Value + "b").ToLowerInvariant()[0], StringComparison.Ordinal);
        return (long)Math.Min(number * Math.Pow(1024, power), long.MaxValue / 2);
    }

    [GeneratedRegex(@"^(?<number>[0-9]+(\.[0-9]*)?|\.[0-9]+) ?(?<unit>[kKmMgGtTpP])?[iI]?[bB]?$", RegexOptions.CultureInvariant)]
    private static partial Regex Size();
}
