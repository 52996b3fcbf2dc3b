using System.Diagnostics;
using System.Globalization;
using Ollama.Go;
using Standins.Golang.Json;

namespace Ollama.Cli;

/// <summary><c>ollama pull</c>.</summary>
internal static class PullCommand
{
    public static async Task<int> RunAsync(Typed typed)
    {
        await using var progress = new ProgressLines();
        string body = new JsonText().Open().Str("model", typed.Arguments[0]).Bool("insecure", typed.Has("insecure")).Str("username", "").Str("password", "").Close().ToString();
        var clock = Stopwatch.StartNew();
        await foreach (JsonValue line in ApiClient.LinesAsync("/api/pull", body))
        {
            string status = line["status"]!.Text;
            bool bar = line["digest"] is not null;
            progress.Set(status, !bar ? status : Bar(status, (long)(line["total"]?.Number ?? 0), (long)(line["completed"]?.Number ?? 0), clock.Elapsed), spins: !bar);
        }

        return 0;
    }

    private static string Bar(string status, long total, long completed, TimeSpan elapsed)
    {
        const int width = 18;
        int percent = total == 0 ? 0 : (int)(completed * 100 / total), filled = total == 0 ? 0 : (int)(completed * width / total);
        string bar = new string('█', filled) + new string(' ', width - filled);
        string size = completed >= total ? Human.Bytes(total).PadLeft(6) : Human.Bytes(completed).PadLeft(6) + "/" + Human.Bytes(total).PadLeft(6);
        double rate = completed / Math.Max(0.001, elapsed.TotalSeconds);
        string rest = completed >= total ? new string(' ', 24)
            : $"  {Human.Bytes((long)rate),6}/s  {GoDuration.Format((long)((total - completed) / Math.Max(1, rate)) * GoDuration.Second),6}";
        return string.Create(CultureInfo.InvariantCulture, $"{status}: {percent,3}% ▕{bar}▏ {size}{rest}");
    }
}
