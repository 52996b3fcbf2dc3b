using System.Globalization;

namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>One port or several in a row.</summary>
/// <param name="Text">As written.</param>
/// <param name="First">The first.</param>
/// <param name="Count">How many.</param>
/// <param name="Symbolic">Whether it depends on a variable without value.</param>
internal sealed record PortRange(string Text, int First, int Count, bool Symbolic)
{
    /// <summary>Reads <c>80</c> or <c>80-90</c>; null when it is neither.</summary>
    public static PortRange? Of(string text)
    {
        if (Symbols.In(text))
        {
            return new(text, 0, 1, Symbolic: true);
        }

        var ends = text.Split('-');
        return ends.Length <= 2 && Port(ends[0]) is { } first && Port(ends[^1]) is { } last && last >= first
            ? new(text, first, last - first + 1, Symbolic: false)
            : null;
    }

    private static int? Port(string text) => ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : null;
}
