using System.Globalization;
using System.Text.RegularExpressions;

namespace Ryuk;

/// <summary>The environment variables of the original, with its defaults; durations are written as Go writes them (<c>1m30s</c>, <c>500ms</c>).</summary>
internal sealed partial record Settings(
    int Port,
    TimeSpan ConnectionTimeout,
    TimeSpan ReconnectionTimeout,
    TimeSpan RequestTimeout,
    TimeSpan ShutdownTimeout,
    TimeSpan RetryInterval,
    int Retries)
{
    public static Settings FromEnvironment() => new(
        Number("RYUK_PORT", 8080),
        Duration("RYUK_CONNECTION_TIMEOUT", "60s"),
        Duration("RYUK_RECONNECTION_TIMEOUT", "10s"),
        Duration("RYUK_REQUEST_TIMEOUT", "10s"),
        Duration("RYUK_SHUTDOWN_TIMEOUT", "10m"),
        Duration("RYUK_CHANGES_RETRY_INTERVAL", "1s"),
        Number("RYUK_REMOVE_RETRIES", 10));

    private static int Number(string name, int fallback)
    {
        var text = Environment.GetEnvironmentVariable(name);
        if (string.IsNullOrEmpty(text))
        {
            return fallback;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 65536
            ? number
            : throw new FormatException($"{name}: not a number from 1 to 65535: {text}");
    }

    private static TimeSpan Duration(string name, string fallback)
    {
        var text = Environment.GetEnvironmentVariable(name) is { Length: > 0 } set ? set : fallback;
        var match = GoDuration().Match(text);
        if (!match.Success)
        {
            throw new FormatException($"{name}: not a duration: {text}");
        }

        var seconds = match.Groups["part"].Captures.Sum(part =>
        {
            var unit = part.Value.TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.');
            return double.Parse(part.Value[..^unit.Length], CultureInfo.InvariantCulture)
                * unit switch { "h" => 3600, "m" => 60, "s" => 1, "ms" => 1e-3, "ns" => 1e-9, _ => 1e-6 };
        });
        return TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.FromDays(20).TotalSeconds));
    }

    [GeneratedRegex(@"\A(0|(?<part>[0-9]+(\.[0-9]+)?(h|ms|m|s|us|µs|ns))+)\z", RegexOptions.ExplicitCapture)]
    private static partial Regex GoDuration();
}
