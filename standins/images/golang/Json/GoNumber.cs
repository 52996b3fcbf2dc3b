using System.Globalization;

namespace Standins.Golang.Json;

/// <summary>Numbers as Go writes them.</summary>
internal static class GoNumber
{
    /// <summary>A number as Go's JSON encoder writes it: the shortest that reads back the same; an exponent only below 1e-6 and from 1e21 on.</summary>
    public static string OfJson(float value) => Text(value.ToString("R", CultureInfo.InvariantCulture), -6, 21, "0");

    /// <summary>A number as Go prints it by default: the shortest that reads back the same; an exponent below 1e-4 and from 1e+06 on.</summary>
    public static string Printed(double value) => Text(value.ToString("R", CultureInfo.InvariantCulture), -4, 6, "00");

    private static string Text(string shortest, int least, int limit, string exponentFormat)
    {
        var parts = shortest.TrimStart('-').Split('E');
        var point = parts[0].IndexOf('.', StringComparison.Ordinal) is >= 0 and var at ? at : parts[0].Length;
        var all = parts[0].Replace(".", "", StringComparison.Ordinal);
        var digits = all.TrimStart('0');
        var exponent = point - 1 - (all.Length - digits.Length) + (parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0);
        digits = digits.TrimEnd('0');
        var sign = shortest[0] == '-' ? "-" : "";
        return digits.Length == 0 ? sign + "0"
            : exponent < least || exponent >= limit
                ? $"{sign}{digits[0]}{(digits.Length > 1 ? "." : "")}{digits[1..]}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent).ToString(exponentFormat, CultureInfo.InvariantCulture)}"
            : exponent < 0 ? $"{sign}0.{new string('0', -exponent - 1)}{digits}"
            : digits.Length <= exponent + 1 ? sign + digits.PadRight(exponent + 1, '0')
            : $"{sign}{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}";
    }
}
