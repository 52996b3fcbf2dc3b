using System.Text.RegularExpressions;

namespace Archiv.Tests.Support.Rules;

/// <summary>Values that are still the name of a variable, because nothing was given for it.</summary>
public static partial class Symbolic
{
    /// <summary>True where the text contains a variable without value: of such a value only its presence can be judged.</summary>
    public static bool Is(string? text) => text is not null && Variable().IsMatch(text);

    // A dollar of the value's own is doubled.
    [GeneratedRegex(@"(?<!\$)(\$\$)*\$\{")]
    private static partial Regex Variable();
}
