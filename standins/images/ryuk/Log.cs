using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ryuk;

/// <summary>Lines of <c>key=value</c> on the error stream, as the original writes them; clients look for <c>Started</c>.</summary>
internal static class Log
{
    private static readonly JsonSerializerOptions plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Info(string message, params (string Name, object Value)[] fields) => Write("INFO", message, fields);

    public static void Error(string message, params (string Name, object Value)[] fields) => Write("ERROR", message, fields);

    private static void Write(string level, string message, (string Name, object Value)[] fields)
    {
        var line = new StringBuilder("time=")
            .Append(TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture))
            .Append(" level=").Append(level).Append(" msg=").Append(Quoted(message));
        foreach (var (name, value) in fields.Where(field => field.Value is not ""))
        {
            line.Append(' ').Append(name).Append('=').Append(Quoted(Convert.ToString(value, CultureInfo.InvariantCulture)!));
        }

        Console.Error.WriteLine(line);
    }

    private static string Quoted(string text) =>
        text.All(c => char.IsAsciiLetterOrDigit(c) || "-_.:/".Contains(c)) && text.Length > 0 ? text : JsonSerializer.Serialize(text, plain);
}
