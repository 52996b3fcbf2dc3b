using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Archiv.Bench.Proxy;

/// <summary>A proxy to measure: a process that forwards a port to the upstream. Without a process it is the direct way.</summary>
internal sealed class Contender : IDisposable
{
    private readonly Process? _process;
    private readonly string? _file;

    private Contender(string name, int port, Process? process, string? file = null) => (Name, Port, _process, _file) = (name, port, process, file);

    public string Name { get; }

    public int Port { get; }

    public static Contender Direct(int upstream) => new("direct", upstream, null);

    public static Contender Socat(int upstream)
    {
        var port = FreePort();
        return Ready(new("socat", port, Run("socat", $"TCP-LISTEN:{port},bind=127.0.0.1,fork,reuseaddr,nodelay,backlog=1024", $"TCP:127.0.0.1:{upstream},nodelay")), port);
    }

    public static Contender Haproxy(int upstream)
    {
        var port = FreePort();
        var file = Path.GetTempFileName();
        File.WriteAllText(file, $"""
            global
              nbthread 2
              maxconn 4000
            defaults
              mode tcp
              timeout connect 5s
              timeout client 60s
              timeout server 60s
            listen bench
              bind 127.0.0.1:{port}
              server upstream 127.0.0.1:{upstream}

            """);
        return Ready(new("haproxy", port, Run("haproxy", "-q", "-f", file), file), port);
    }

    /// <summary>The stand-in, with toxics in both streams that do nothing but being there if <paramref name="api"/> says so.</summary>
    public static Contender Toxiproxy(string server, int upstream, bool latencyZero, out HttpClient api)
    {
        int port = FreePort(), apiPort = FreePort();
        var contender = Ready(new(latencyZero ? "toxi+lat0" : "toxiproxy", port, Run(server, "-port", apiPort.ToString(CultureInfo.InvariantCulture))), apiPort);
        api = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{apiPort}") };
        Post(api, "/proxies", $$"""{"name":"bench","listen":"127.0.0.1:{{port}}","upstream":"127.0.0.1:{{upstream}}"}""");
        if (latencyZero)
        {
            Post(api, "/proxies/bench/toxics", """{"type":"latency","stream":"upstream"}""");
            Post(api, "/proxies/bench/toxics", """{"type":"latency","stream":"downstream"}""");
        }

        return contender;
    }

    public static void Post(HttpClient api, string path, string body)
    {
        using var content = new StringContent(body);
        using var response = api.PostAsync(new Uri(path, UriKind.Relative), content).GetAwaiter().GetResult();
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Highest resident memory so far in MiB; 0 for the direct way.</summary>
    public double PeakMemory()
    {
        if (_process == null)
        {
            return 0;
        }

        var line = File.ReadLines($"/proc/{_process.Id}/status").First(text => text.StartsWith("VmHWM:", StringComparison.Ordinal));
        return double.Parse(line.Split(':', 'k')[1], CultureInfo.InvariantCulture) / 1024;
    }

    public void Dispose()
    {
        _process?.Kill(entireProcessTree: true);
        _process?.WaitForExit();
        _process?.Dispose();
        if (_file != null)
        {
            File.Delete(_file);
        }
    }

    // What they log is emptied: a full pipe would stop them.
    private static Process Run(string program, params string[] args)
    {
        var process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null);
        return process;
    }

    private static Contender Ready(Contender contender, int port)
    {
        for (var deadline = Stopwatch.StartNew(); deadline.Elapsed < TimeSpan.FromSeconds(10);)
        {
            try
            {
                using var probe = new TcpClient();
                probe.Connect(IPAddress.Loopback, port);
                return contender;
            }
            catch (SocketException)
            {
                Thread.Yield();
            }
        }

        contender.Dispose();
        throw new InvalidOperationException($"{contender.Name} does not listen on port {port}");
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
