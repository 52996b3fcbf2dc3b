using System.Diagnostics;
using System.Globalization;
using Ollama.Go;
using Ollama.Server;
using Ollama.Store;
using Standins.Golang.Json;

namespace Ollama.Scheduling;

/// <summary>Starts a runner and waits until it has read its model.</summary>
internal sealed class ModelLoader(ServerEnvironment environment)
{
    /// <summary>Reads the head of the file; one that cannot be loaded is refused before any process starts.</summary>
    public static Gguf Open(Model model)
    {
        try
        {
            Gguf gguf = Gguf.Read(model.Path);
            return new FileInfo(model.Path).Length >= gguf.RequiredLength ? gguf : throw new ScheduleException(500, $"unable to load model: {model.Path}");
        }
        catch (InvalidDataException e)
        {
            throw new ScheduleException(500, e.Message == "unexpected EOF" ? $"unable to load model: {model.Path}" : e.Message);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ScheduleException(500, $"open {model.Path}: no such file or directory");
        }
    }

    public async Task<RunnerProcess> LoadAsync(Model model, MemoryPlan plan, RunOptions options, SystemMemory memory, CancellationToken gone)
    {
        RunnerProcess runner = RunnerProcess.Start(model.Path);
        try
        {
            Log.Info("sched.go:443", "system memory", ("total", Human.BinaryBytes(memory.Total)), ("free", Human.BinaryBytes(memory.Free)), ("free_swap", Human.BinaryBytes(memory.FreeSwap)));
            Log.Info("server.go:496", "loading model", ("model layers", plan.Layers), ("requested", -1));
            Log.Info("device.go:245", "model weights", ("device", "CPU"), ("size", Human.BinaryBytes(plan.Weights)));
            Log.Info("device.go:256", "kv cache", ("device", "CPU"), ("size", Human.BinaryBytes(plan.KeyValueCache)));
            Log.Info("device.go:272", "total memory", ("size", Human.BinaryBytes(plan.Total)));
            await WaitAsync(runner, plan, options, gone);
            return runner;
        }
        catch (Exception e)
        {
            await runner.StopAsync();
            if (e is ScheduleException)
            {
                Log.Info("sched.go:470", "Load failed", ("model", model.Path), ("error", e.Message));
            }

            throw;
        }
    }

    private async Task WaitAsync(RunnerProcess runner, MemoryPlan plan, RunOptions options, CancellationToken gone)
    {
        var clock = Stopwatch.StartNew();
        long lastMove = 0;
        double? progress = null;
        string load = new JsonText().Open().Num("kv_bytes", plan.KeyValueCache).Num("kv_size", (long)options.ContextLength * environment.Parallel)
            .Num("parallel", environment.Parallel).Str("kv_type", plan.Format.Type).Str("attention", plan.Format.FlashAttention).Close().ToString();
        Log.Info("server.go:1338", "waiting for llama runner to start responding");
        while (progress is null or < 1)
        {
            if (runner.HasExited)
            {
                throw new ScheduleException(500, $"llama runner process has terminated: {runner.ExitText}");
            }

            if (gone.IsCancellationRequested)
            {
                Log.Warn("server.go:1345", "client connection closed before server finished loading, aborting load");
                throw new OperationCanceledException(gone);
            }

            if (Nanoseconds(clock) - lastMove > environment.LoadTimeout)
            {
                throw new ScheduleException(500, string.Create(CultureInfo.InvariantCulture, $"timed out waiting for llama runner to start - progress {progress ?? 0:F2} - "));
            }

            double? now = await runner.ProgressAsync(CancellationToken.None);
            if (now is not null && progress is null)
            {
                Log.Info("server.go:1372", "waiting for server to become available", ("status", "llm server loading model"));
                await TellAsync(runner, load);
            }

            lastMove = now > (progress ?? 0) ? Nanoseconds(clock) : lastMove;
            progress = now ?? progress;
            if (progress is null or < 1)
            {
                await Task.WhenAny(runner.Exited, Task.Delay(10, CancellationToken.None));
            }
        }

        Log.Info("server.go:1376", string.Create(CultureInfo.InvariantCulture, $"llama runner started in {clock.Elapsed.TotalSeconds:F2} seconds"));
    }

    private static async Task TellAsync(RunnerProcess runner, string load)
    {
        try
        {
            await using var call = await runner.CallAsync("POST", "/load", load, CancellationToken.None);
        }
        catch (IOException)
        {
            // Killed just now: the next look at it says so.
        }
    }

    private static long Nanoseconds(Stopwatch clock) => clock.Elapsed.Ticks * 100;
}
