using System.Globalization;
using System.Text;
using Ollama.Go;
using Standins.Golang.Json;

namespace Ollama.Server;

/// <summary>Two logs, as in the original: events on the error stream, the access log on the output stream.</summary>
internal static class Log
{
    private static readonly Stream Errors = Console.OpenStandardError(), Output = Console.OpenStandardOutput();
    private static readonly Lock ErrorGate = new(), OutputGate = new();

    public static bool Debugging { get; set; }

    public static void Debug(string source, string message, params (string Key, object Value)[] fields)
    {
        if (Debugging)
        {
            Event("DEBUG", source, message, fields);
        }
    }

    public static void Info(string source, string message, params (string Key, object Value)[] fields) => Event("INFO", source, message, fields);

    public static void Warn(string source, string message, params (string Key, object Value)[] fields) => Event("WARN", source, message, fields);

    /// <summary>A line that is no event, such as those of the runner.</summary>
    public static void Plain(string line) => Write(Errors, ErrorGate, line);

    public static void Access(int status, long nanoseconds, string address, string method, string target)
    {
        // Longer than a minute: whole seconds.
        string latency = GoDuration.Format(nanoseconds > GoDuration.Minute ? nanoseconds / GoDuration.Second * GoDuration.Second : nanoseconds);
        Write(Output, OutputGate, $"[GIN] {GoTime.Gin(DateTime.UtcNow)} | {status,3} | {latency,13} | {address,15} | {method,-7}  {GoQuote.Double(target)}");
    }

    private static void Event(string level, string source, string message, (string Key, object Value)[] fields)
    {
        var line = new StringBuilder($"time={GoTime.Log(DateTime.UtcNow)} level={level} source={source} msg={Quoted(message)}");
        foreach ((string key, object value) in fields)
        {
            line.Append(CultureInfo.InvariantCulture, $" {Quoted(key)}={Quoted(Convert.ToString(value, CultureInfo.InvariantCulture)!)}");
        }

        Write(Errors, ErrorGate, line.ToString());
    }

    private static string Quoted(string text)
        => text.Length == 0 || text.Any(c => c is <= ' ' or '"' or '=' or >= '\x7f') ? GoQuote.Double(text) : text;

    private static void Write(Stream stream, Lock gate, string line)
    {
        byte[] data = Encoding.UTF8.GetBytes(line + "\n");
        lock (gate)
        {
            try
            {
                stream.Write(data);
            }
            catch (IOException)
            {
                // Nobody reads the log any more.
            }
        }
    }
}
