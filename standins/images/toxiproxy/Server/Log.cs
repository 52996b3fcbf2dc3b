using System.Globalization;
using System.Text;
using Standins.Toxiproxy.Json;

namespace Standins.Toxiproxy.Server;

/// <summary>Log lines in the form of the original: one JSON object per line on standard output.</summary>
internal sealed class Log(TimeProvider time)
{
    private static readonly string[] Levels = ["trace", "debug", "info", "warn", "error", "fatal", "panic"];
    private readonly Lock _gate = new();
    private int _threshold = Array.IndexOf(Levels, "info");

    /// <summary>Takes the level from LOG_LEVEL; an unknown one is complained about and shows everything.</summary>
    public void SetLevel(string? level)
    {
        if (string.IsNullOrEmpty(level))
        {
            return;
        }

        _threshold = Array.IndexOf(Levels, level.ToLowerInvariant());
        if (_threshold < 0 && level != "disabled")
        {
            Error("server.go:141", $"unknown LOG_LEVEL value: \"{level}\"", ("error", $"Unknown Level String: '{level}', defaulting to NoLevel"));
        }

        _threshold = level == "disabled" ? Levels.Length : _threshold;
    }

    public void Info(string caller, string message, params ReadOnlySpan<(string Key, object Value)> fields) => Write("info", caller, message, fields);

    public void Error(string caller, string message, params ReadOnlySpan<(string Key, object Value)> fields) => Write("error", caller, message, fields);

    private void Write(string level, string caller, string message, ReadOnlySpan<(string Key, object Value)> fields)
    {
        if (Array.IndexOf(Levels, level) < _threshold)
        {
            return;
        }

        var line = new StringBuilder($"{{\"level\":\"{level}\"");
        foreach (var (key, value) in fields)
        {
            line.Append(CultureInfo.InvariantCulture, $",\"{key}\":");
            line.Append(value is string text ? GoText.Quote(text, escapeHtml: false) : Convert.ToString(value, CultureInfo.InvariantCulture));
        }

        line.Append(CultureInfo.InvariantCulture, $",\"caller\":\"{caller}\",\"time\":\"{time.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}\",\"message\":{GoText.Quote(message, escapeHtml: false)}}}");
        lock (_gate)
        {
            Console.Out.WriteLine(line.ToString());
        }
    }
}
