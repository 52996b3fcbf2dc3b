using System.Runtime.InteropServices;
using Standins.Golang.Http;
using Standins.Golang.Process;
using Standins.Toxiproxy.Api;
using Standins.Toxiproxy.Proxying;

namespace Standins.Toxiproxy.Server;

/// <summary>The proxy server as a program.</summary>
internal static class ServerProgram
{
    private static readonly HttpLimits Limits = new()
    {
        Callers = 1024,
        Body = 32 << 20,
        Idle = TimeSpan.FromSeconds(60),
        Reading = TimeSpan.FromSeconds(15),
        Answering = TimeSpan.FromSeconds(60),
    };

    public static async Task<int> RunAsync(string program, string[] args)
    {
        var time = TimeProvider.System;
        var flags = ServerFlags.Parse(args);
        if (flags.Problem != null || flags.Help)
        {
            StandardStream.Write(StandardStream.Error, (flags.Problem == null ? "" : flags.Problem + "\n") + ServerFlags.Usage(program, time));
            return flags.Problem == null ? 0 : 2;
        }

        if (flags.Version)
        {
            StandardStream.Write(StandardStream.Output, "toxiproxy-server version 2.12.0");
            return 0;
        }

        var stop = new TaskCompletionSource();
        using var terminate = Signals.On(PosixSignal.SIGTERM, OnSignal);
        using var interrupt = Signals.On(PosixSignal.SIGINT, OnSignal);
        using var quit = Signals.OnQuit();
        void OnSignal(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.TrySetResult();
        }

        using var writer = new LogWriter();
        var log = Log.Open(time, writer, Environment.GetEnvironmentVariable("LOG_LEVEL"));
        log.Write(LogLevel.Info, "server.go:78", "Starting Toxiproxy", ("version", "2.12.0"));
        var options = new ServerOptions(new LoopGroup(), flags.ProxyMetrics ? new TrafficCounters() : null, !flags.NoHalfClose, flags.DialTimeout);
        var proxies = new ProxyCollection(options, log);
        await PopulateAsync(flags["config"], proxies, log);
        var metrics = flags.ProxyMetrics || flags.RuntimeMetrics ? new Metrics(options.Traffic, flags.RuntimeMetrics) : null;
        var router = new Router(new ProxyApi(proxies), metrics, new RequestId(time), log);
        _ = ServeAsync(flags, router, log);
        await stop.Task;
        log.Write(LogLevel.Info, "server.go:104", "Shutdown started");
        return 0;
    }

    // Without its API the process goes on, as the original does.
    private static async Task ServeAsync(ServerFlags flags, Router router, Log log)
    {
        var address = flags["host"].Contains(':', StringComparison.Ordinal) ? $"[{flags["host"]}]:{flags["port"]}" : $"{flags["host"]}:{flags["port"]}";
        log.Write(LogLevel.Info, "api.go:57", "Starting Toxiproxy HTTP server", ("address", address));
        try
        {
            var resolution = await Resolution.OfAsync(address);
            using var socket = Listener.Bind(resolution.Address ?? throw new ProxyException($"listen tcp: {resolution.Error}"));
            await new HttpServer(socket, Limits, router.HandleAsync).RunAsync();
        }
        catch (ProxyException e)
        {
            log.Write(LogLevel.Error, "server.go:97", "Server finished with error", ("error", e.Message));
        }
    }

    private static async Task PopulateAsync(string file, ProxyCollection proxies, Log log)
    {
        if (file.Length == 0)
        {
            return;
        }

        byte[] body;
        try
        {
            body = await File.ReadAllBytesAsync(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var why = e is UnauthorizedAccessException ? "permission denied" : "no such file or directory";
            log.Write(LogLevel.Error, "api.go:150", "Error reading config file", ("error", $"open {file}: {why}"), ("config", file));
            return;
        }

        try
        {
            var (count, _, error) = await proxies.PopulateAsync(ProxyInput.ReadList(new Body(body)));
            if (error != null)
            {
                throw error;
            }

            log.Write(LogLevel.Info, "api.go:158", "Populated proxies from file", ("proxies", count));
        }
        catch (Exception e) when (e is ApiError or ProxyException)
        {
            log.Write(LogLevel.Error, "api.go:156", "Failed to populate proxies from file", ("error", e.Message));
        }
    }
}
