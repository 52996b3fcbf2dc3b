using System.Diagnostics;
using System.Globalization;
using Ollama.Go;

namespace Ollama.Cli;

/// <summary><c>ollama pull</c>.</summary>
internal static class PullCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        bool insecure = args.Contains("--insecure");
        string name = args.First(a => !a.StartsWith('-'));
        await using var progress = new ProgressLines();
        string body = new JsonText().Open().Str("model", name).Bool("insecure", insecure).Str("username", "").Str("password", "").Close().ToString();
        var clock = Stopwatch.StartNew();
        await foreach (JsonValue line in ApiClient.LinesAsync("/api/pull", body))
        {
            string status = line["status"]!.Text;
            progress.Set(status, line["digest"] is null ? status : Bar(status, (long)(line["total"]?.Number ?? 0), (long)(line["completed"]?.Number ?? 0), clock.Elapsed));
        }

        return 0;
    }

    private static string Bar(string status, long total, long completed, TimeSpan elapsed)
    {
        const int width = 18;
        int percent = total == 0 ? 0 : (int)(completed * 100 / total), filled = total == 0 ? 0 : (int)(completed * width / total);
        string bar = new string('█', filled) + new string(' ', width - filled);
        string size = completed >= total ? Human.Bytes(total).PadLeft(6) : Human.Bytes(completed).PadLeft(6) + "/" + Human.Bytes(total).PadLeft(6);
        string speed = completed >= total ? new string(' ', 25) : "  " + Human.Bytes((long)(completed / Math.Max(0.001, elapsed.TotalSeconds))).PadLeft(6) + "/s  ";
        return string.Create(CultureInfo.InvariantCulture, $"{status}: {percent,3}% ▕{bar}▏ {size}{speed}");
    }
}
