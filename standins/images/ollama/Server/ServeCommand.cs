using System.Net.Sockets;
using System.Runtime.InteropServices;
using Ollama.Go;
using Ollama.Http;
using Ollama.Pull;
using Ollama.Scheduling;
using Ollama.Store;
using Standins.Golang.Http;
using Standins.Golang.Json;
using Standins.Golang.Process;

namespace Ollama.Server;

/// <summary><c>ollama serve</c>.</summary>
internal static class ServeCommand
{
    public const string Version = "0.13.5";

    public static async Task<int> RunAsync()
    {
        // As PID 1 the kernel ignores what has no handler. Callers in flight are cut off, as they are by the original.
        using PosixSignalRegistration term = Signals.On(PosixSignal.SIGTERM, Stop);
        using PosixSignalRegistration interrupt = Signals.On(PosixSignal.SIGINT, Stop);
        using PosixSignalRegistration quit = Signals.OnQuit();

        ServerEnvironment environment = ServerEnvironment.Read();
        Log.Debugging = environment.Debug;
        var store = new ModelStore(environment.Models);
        Socket listener;
        try
        {
            IdentityKey.Ensure(environment.Home);
            listener = Listening.On(environment.Host, environment.Port);
            Log.Info("routes.go:1554", "server config", ("env", environment.Describe()));
            store.Create();
            if (!environment.NoPrune)
            {
                store.Prune();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SocketException)
        {
            await Console.Error.WriteLineAsync($"Error: {FileErrors.Text(e)}");
            return 1;
        }

        Log.Info("routes.go:1607", $"Listening on {listener.LocalEndPoint} (version {Version})");
        Log.Info("runner.go:67", "discovering available GPUs...");
        SystemMemory memory = SystemMemory.Read();
        Log.Info("types.go:60", "inference compute", ("id", "cpu"), ("library", "cpu"), ("compute", ""), ("name", "cpu"), ("description", "cpu"), ("libdirs", "ollama"),
            ("driver", ""), ("pci_id", ""), ("type", ""), ("total", Human.BinaryBytes(memory.Total)), ("available", Human.BinaryBytes(memory.Free)));
        Log.Info("routes.go:1648", "entering low vram mode", ("total vram", "0 B"), ("threshold", "20.0 GiB"));
        await new HttpServer(listener, new HttpLimits(), Routes(store, environment).HandleAsync).RunAsync();
        return 0;
    }

    private static Router Routes(ModelStore store, ServerEnvironment environment)
    {
        var scheduler = new Scheduler(environment);
        var models = new ModelHandler(store, scheduler);
        var inference = new InferenceHandler(store, scheduler, environment);
        var router = new Router(new OriginGuard(environment));
        foreach (string method in (string[])["GET", "HEAD"])
        {
            router.Map("/", method, e => e.ReplyAsync(200, "text/plain; charset=utf-8", "Ollama is running"));
            router.Map("/api/version", method, e => e.JsonAsync(200, JsonText.Of(("version", Version))));
            router.Map("/api/tags", method, models.TagsAsync);
        }

        router.Map("/api/ps", "GET", models.RunningAsync);
        router.Map("/api/show", "POST", new ShowHandler(store).ShowAsync);
        router.Map("/api/delete", "DELETE", models.DeleteAsync);
        router.Map("/api/generate", "POST", inference.GenerateAsync);
        router.Map("/api/chat", "POST", inference.ChatAsync);
        router.Map("/api/pull", "POST", new PullHandler(store, environment.NoPrune).PullAsync);
        return router;
    }

    private static void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        RunnerProcess.KillAll();
        Environment.Exit(0);
    }
}
