using System.Globalization;

namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>Numbers and truth values as Compose writes them where it wants a text.</summary>
internal static class GoText
{
    public static string Of(object? value) => value switch
    {
        null => "",
        bool truth => truth ? "true" : "false",
        double number => Number(number),
        DateTime date => date.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF '+0000 UTC'", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    // The shortest digits that mean the number; with an exponent where it is below -4 or above 5.
    private static string Number(double number)
    {
        if (!double.IsFinite(number))
        {
            return double.IsNaN(number) ? "NaN" : number > 0 ? "+Inf" : "-Inf";
        }

        var shortest = number.ToString("E16", CultureInfo.InvariantCulture);
        for (var digits = 0; digits < 17; digits++)
        {
            shortest = number.ToString("E" + digits, CultureInfo.InvariantCulture);
            if (double.Parse(shortest, CultureInfo.InvariantCulture).Equals(number))
            {
                break;
            }
        }

        var split = shortest.IndexOf('E', StringComparison.Ordinal);
        var exponent = int.Parse(shortest[(split + 1)..], CultureInfo.InvariantCulture);
        return exponent is < -4 or >= 6
            ? $"{shortest[..split]}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}"
            : number.ToString("0.####################", CultureInfo.InvariantCulture);
    }
}
