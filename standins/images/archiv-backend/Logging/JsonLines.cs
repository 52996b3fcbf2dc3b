using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Archiv.Backend.Logging;

/// <summary>Writes each log entry as one JSON object on one line.</summary>
internal sealed class JsonLines(Stream output, TimeProvider clock) : ILoggerProvider
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<string, ILogger> loggers = new();

    public ILogger CreateLogger(string categoryName) => loggers.GetOrAdd(categoryName, name => new Category(this, name));

    public void Dispose() => output.Flush();

    private void Write(string logger, LogLevel level, string message, object? state, Exception? exception)
    {
        var line = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(line, Readable))
        {
            json.WriteStartObject();
            json.WriteString("timestamp", clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ"));
            json.WriteString("level", Name(level));
            json.WriteString("logger", logger);
            json.WriteString("message", message);
            if (Activity.Current is { } activity)
            {
                json.WriteString("traceId", activity.TraceId.ToString());
            }
            WriteFields(json, state as IReadOnlyList<KeyValuePair<string, object?>> ?? []);
            if (exception is not null)
            {
                json.WriteString("exception", exception.ToString());
            }
            json.WriteEndObject();
        }
        line.Write("\n"u8);
        lock (gate)
        {
            output.Write(line.WrittenSpan);
            output.Flush();
        }
    }

    private static void WriteFields(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, object?>> fields)
    {
        json.WriteStartObject("fields");
        foreach (var (key, value) in fields)
        {
            if (key == "{OriginalFormat}" || key.Length == 0)
            {
                continue;
            }
            var name = char.ToLowerInvariant(key[0]) + key[1..];
            switch (value)
            {
                case int or long:
                    json.WriteNumber(name, Convert.ToInt64(value));
                    break;
                default:
                    json.WriteString(name, value?.ToString());
                    break;
            }
        }
        json.WriteEndObject();
    }

    private static string Name(LogLevel level) => level switch
    {
        LogLevel.Information => "INFO",
        LogLevel.Warning => "WARN",
        LogLevel.Critical => "ERROR",
        _ => level.ToString().ToUpperInvariant(),
    };

    private sealed class Category(JsonLines lines, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Write(name, logLevel, formatter(state, exception), state, exception);
    }
}
