using System.Globalization;
using System.Text;
using Standins.Golang.Json;

namespace Standins.Toxiproxy.Server;

/// <summary>Log lines in the form of the original: one JSON object per line on standard output.</summary>
internal sealed class Log
{
    private readonly TimeProvider _time;
    private readonly LogWriter _writer;
    private readonly LogLevel _threshold;
    private readonly string _context;

    private Log(TimeProvider time, LogWriter writer, LogLevel threshold, string context) => (_time, _writer, _threshold, _context) = (time, writer, threshold, context);

    /// <summary>A log that shows lines of <paramref name="level"/>, the text of LOG_LEVEL, and above; without one it is info. An unknown one is complained about and shows everything.</summary>
    public static Log Open(TimeProvider time, LogWriter writer, string? level)
    {
        var isKnown = level is null or "" || Enum.TryParse<LogLevel>(level, ignoreCase: true, out _);
        var threshold = level is null ? LogLevel.Info : level.Length == 0 ? LogLevel.None : isKnown ? Enum.Parse<LogLevel>(level, ignoreCase: true) : LogLevel.Trace;
        var log = new Log(time, writer, threshold, "");
        if (!isKnown)
        {
            log.Write(LogLevel.Error, "server.go:141", $"unknown LOG_LEVEL value: \"{level}\"", ("error", $"Unknown Level String: '{level}', defaulting to NoLevel"));
        }

        return log;
    }

    /// <summary>A log whose lines all start with some fields.</summary>
    public Log With(params ReadOnlySpan<(string Key, object Value)> fields) => new(_time, _writer, _threshold, _context + Text(fields));

    public bool Shows(LogLevel level) => level >= _threshold;

    /// <param name="level">How important it is.</param>
    /// <param name="caller">Where the original writes this line; the number is left out where none was recorded.</param>
    /// <param name="message">What happened; a line may have none.</param>
    /// <param name="fields">Strings, or numbers.</param>
    public void Write(LogLevel level, string caller, string message, params ReadOnlySpan<(string Key, object Value)> fields)
    {
        if (Shows(level))
        {
            var end = message.Length > 0 ? Text(("message", message)) : "";
            var time = _time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
            _writer.Write($"{{\"level\":\"{Name(level)}\"{_context}{Text(fields)},\"caller\":\"{caller}\",\"time\":\"{time}\"{end}}}");
        }
    }

    private static string Name(LogLevel level) => level switch
    {
        LogLevel.Debug => "debug",
        LogLevel.Info => "info",
        LogLevel.Warn => "warn",
        _ => "error",
    };

    private static string Text(params ReadOnlySpan<(string Key, object Value)> fields)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in fields)
        {
            text.Append(CultureInfo.InvariantCulture, $",\"{key}\":{(value is string words ? JsonText.Quote(words, escapeHtml: false) : Convert.ToString(value, CultureInfo.InvariantCulture))}");
        }

        return text.ToString();
    }
}
