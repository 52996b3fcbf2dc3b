using System.Globalization;
using System.Net.Sockets;
using Ollama.Http;
using Ollama.Server;
using Standins.Golang.Http;
using Standins.Golang.Json;

namespace Ollama.Runner;

/// <summary><c>ollama runner --model FILE --port N</c>: holds one model and answers the server of the same program on 127.0.0.1.</summary>
internal sealed class RunnerCommand
{
    private readonly WeightMemory _memory;
    private int _loading;

    private RunnerCommand(string model) => _memory = new WeightMemory(model, StandinSettings.Current.LoadBandwidth);

    public static async Task<int> RunAsync(string[] args)
    {
        string? model = Option(args, "--model"), port = Option(args, "--port");
        if (model is null || !int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            Log.Plain("Error: runner needs --model and --port");
            return 1;
        }

        Socket listener;
        try
        {
            listener = Listening.On("127.0.0.1", number);
        }
        catch (IOException e)
        {
            Log.Plain("Error: " + e.Message);
            return 1;
        }

        BeTheFirstToGo();
        Log.Info("runner.go:965", "starting go runner");
        Log.Info("runner.go:1001", $"Server listening on 127.0.0.1:{number}");
        await new HttpServer(listener, new HttpLimits(), new RunnerCommand(model).HandleAsync).RunAsync();
        return 0;
    }

    // Beside real weights the server is small, and the kernel ends the runner; these weights are a hundredth, so it has to be told.
    private static void BeTheFirstToGo()
    {
        try
        {
            File.WriteAllText("/proc/self/oom_score_adj", "300");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somewhere without this file the kernel's own choice stays.
        }
    }

    private async Task HandleAsync(Exchange exchange)
    {
        Body body = await exchange.ReadBodyAsync();
        switch (exchange.Request.Path)
        {
            case "/health":
                double progress = _memory.Progress;
                string status = progress < 1 ? "llm server loading model" : "ok";
                await exchange.JsonAsync(200, new JsonText().Open().Str("status", status)
                    .Raw("progress", progress.ToString("R", CultureInfo.InvariantCulture)).Close().ToString());
                break;
            case "/load":
                JsonValue load = JsonReader.Read(body)!;
                StartLoading((long)load["kv_bytes"]!.Number, load);
                await exchange.JsonAsync(200, "{\"success\":true}");
                break;
            case "/completion":
                await new Completion(JsonReader.Read(body)!, exchange).RunAsync();
                break;
            default:
                await exchange.ReplyAsync(404, "text/plain", "404 page not found");
                break;
        }
    }

    private void StartLoading(long cacheBytes, JsonValue load)
    {
        if (Interlocked.Exchange(ref _loading, 1) == 0)
        {
            Log.Info("runner.go:895", "load", ("request", $"{{Operation:commit LoraPath:[] Parallel:{load["parallel"]!.Text} BatchSize:512 "
                + $"FlashAttention:{load["attention"]!.Text} KvSize:{load["kv_size"]!.Text} KvCacheType:{load["kv_type"]!.Text} "
                + "NumThreads:2 GPULayers:[] MultiUserCache:false ProjectorPath: MainGPU:0 UseMmap:false}"));
            Log.Plain("load_tensors: loading model tensors, this can take a while... (mmap = false)");
            new Thread(() => _memory.Load(cacheBytes)) { IsBackground = true }.Start();
        }
    }

    private static string? Option(string[] args, string name)
    {
        int at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }
}
