using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Archiv.Tests.Tools.Reporting.Page;

/// <summary>A piece of HTML. What is interpolated into one is encoded, unless it is HTML itself: nothing that a container wrote can become markup.</summary>
/// <param name="Text">The markup.</param>
internal readonly record struct Html(string Text)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Nothing.</summary>
    public static Html None => new("");

    /// <summary>Makes a piece from an interpolated string.</summary>
    public static Html Of(Template template) => new(template.Written());

    /// <summary>Several pieces one after the other.</summary>
    public static Html Of(IEnumerable<Html> pieces) => new(string.Concat(pieces.Select(piece => piece.Text)));

    /// <inheritdoc />
    public override string ToString() => Text;

    // HTML forbids most control characters, and what containers write may hold some.
    private static string Encoded(string text) =>
        Encoder.Encode(string.Concat(text.Select(letter => char.IsControl(letter) && letter is not ('\n' or '\t') ? '\uFFFD' : letter)));

    /// <summary>The interpolated string while it is put together.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Template(int literalLength, int formattedCount)
    {
        private readonly StringBuilder text = new(literalLength + formattedCount * 16);

        /// <summary>Markup as it stands in the source.</summary>
        public void AppendLiteral(string literal) => text.Append(literal);

        /// <summary>Markup made elsewhere.</summary>
        public void AppendFormatted(Html piece) => text.Append(piece.Text);

        /// <summary>Several pieces of markup.</summary>
        public void AppendFormatted(IEnumerable<Html> pieces)
        {
            foreach (var piece in pieces)
            {
                text.Append(piece.Text);
            }
        }

        /// <summary>Text, encoded.</summary>
        public void AppendFormatted(string? value) => text.Append(Encoded(value ?? ""));

        /// <summary>A number.</summary>
        public void AppendFormatted(double value, string format = "0.#") => text.Append(value.ToString(format, CultureInfo.InvariantCulture));

        /// <summary>A moment.</summary>
        public void AppendFormatted(DateTimeOffset value, string format) => text.Append(Encoded(value.ToUniversalTime().ToString(format, CultureInfo.InvariantCulture)));

        /// <summary>What was put together.</summary>
        public string Written() => text.ToString();
    }
}
