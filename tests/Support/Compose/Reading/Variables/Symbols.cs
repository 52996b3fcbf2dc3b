using System.Text.RegularExpressions;

namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>
/// A variable without value inside a text. Between two characters that Unicode never assigns, so that splitting at colons or blanks
/// leaves it whole; printed as <c>${NAME}</c>, while a dollar of the file is printed as <c>$$</c>, as Compose does.
/// </summary>
internal static partial class Symbols
{
    private const char Open = '\uFDD0';
    private const char Close = '\uFDD1';

    /// <summary>The text that stands for a variable until it is printed.</summary>
    public static string Of(string variable) => $"{Open}{variable}{Close}";

    /// <summary>Whether a text holds a variable without value.</summary>
    public static bool In(string text) => text.Contains(Open, StringComparison.Ordinal);

    /// <summary>The text as the model prints it.</summary>
    public static string Print(string text) => text.Contains('$', StringComparison.Ordinal) || In(text)
        ? Symbol().Replace(text.Replace("$", "$$", StringComparison.Ordinal), "${$1}")
        : text;

    [GeneratedRegex("\uFDD0([^\uFDD1]*)\uFDD1", RegexOptions.CultureInvariant)]
    private static partial Regex Symbol();
}
