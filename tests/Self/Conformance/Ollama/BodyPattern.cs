using System.Text.RegularExpressions;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>Bodies with places left open: &lt;time&gt;, &lt;forever&gt;, &lt;int&gt;, &lt;ints&gt;, &lt;text&gt;, &lt;hex&gt;, &lt;any&gt;, &lt;parts&gt; (lines of a stream).</summary>
internal static class BodyPattern
{
    private const string Time = @"-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z";

    private static readonly (string Place, string Pattern)[] Places =
    [
        ("<time>", @"\d{4}" + Time), ("<forever>", @"23\d\d" + Time), ("<int>", @"\d+"), ("<ints>", @"\d+(,\d+)*"),
        ("<hex>", "[0-9a-f]{64}"), ("<text>", @"(?:[^""\\\n]|\\.)*"), ("<any>", "[^\n]*"), ("<parts>", @"(?:\{[^\n]*""done"":false\}\n)*"),
    ];

    public static Regex Of(string body)
        => new("^" + Places.Aggregate(Regex.Escape(body), (text, place) => text.Replace(place.Place, place.Pattern, StringComparison.Ordinal)) + "$",
            RegexOptions.None, TimeSpan.FromSeconds(5));
}
