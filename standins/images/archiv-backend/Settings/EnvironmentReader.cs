using System.Globalization;

namespace Archiv.Backend.Settings;

/// <summary>Reads variables by type and collects what is wrong with them, so that one start reports all of it.</summary>
internal sealed class EnvironmentReader(Func<string, string?> variable)
{
    public List<string> Problems { get; } = [];

    public string? Text(string name) => variable(name) is { } value && value.Trim().Length > 0 ? value.Trim() : null;

    public string Text(string name, string fallback) => Text(name) ?? fallback;

    public int Number(string name, int fallback, int least, int most)
    {
        if (Text(name) is not { } text)
        {
            return fallback;
        }
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }
        Problems.Add($"{name}={text} is not a whole number from {least} to {most}");
        return fallback;
    }

    public TimeSpan Seconds(string name, int fallback, int least, int most) => TimeSpan.FromSeconds(Number(name, fallback, least, most));
}
