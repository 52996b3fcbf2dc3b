using System.Globalization;
using System.Numerics;
using Ollama.Go;

namespace Ollama.Server;

/// <summary>The variables of the original that this program reads.</summary>
internal sealed record ServerEnvironment(
    string Host,
    int Port,
    string Models,
    string Home,
    long KeepAlive,
    long LoadTimeout,
    int Parallel,
    int MaxLoadedModels,
    int MaxQueue,
    int ContextLength,
    bool NoPrune,
    bool Debug,
    IReadOnlyList<string> Origins,
    bool? FlashAttention,
    string CacheType,
    ulong GpuOverhead,
    IReadOnlyList<string> Remotes)
{
    private static bool _warned;

    public static ServerEnvironment Read()
    {
        string home = Get("HOME") is { Length: > 0 } h ? h : "/root";
        (string host, int port) = Address();
        return new ServerEnvironment(
            host,
            port,
            Get("OLLAMA_MODELS") is { Length: > 0 } models ? models : Path.Combine(home, ".ollama/models"),
            home,
            Duration("OLLAMA_KEEP_ALIVE", 5 * GoDuration.Minute, zeroIsForever: false),
            Duration("OLLAMA_LOAD_TIMEOUT", 5 * GoDuration.Minute, zeroIsForever: true),
            Math.Max(1, Count("OLLAMA_NUM_PARALLEL", 1)),
            Count("OLLAMA_MAX_LOADED_MODELS", 0),
            Count("OLLAMA_MAX_QUEUE", 512),
            Count("OLLAMA_CONTEXT_LENGTH", 4096),
            Flag("OLLAMA_NOPRUNE"),
            Flag("OLLAMA_DEBUG"),
            Get("OLLAMA_ORIGINS").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            Get("OLLAMA_FLASH_ATTENTION").Length > 0 ? Flag("OLLAMA_FLASH_ATTENTION") : null,
            Get("OLLAMA_KV_CACHE_TYPE"),
            Count("OLLAMA_GPU_OVERHEAD", 0UL),
            Get("OLLAMA_REMOTES") is { Length: > 0 } remotes ? remotes.Split(',') : ["ollama.com"]);
    }

    /// <summary><c>OLLAMA_HOST</c> in its spellings: a host, a port, both, or an address.</summary>
    public static (string Host, int Port) Address()
    {
        string value = Get("OLLAMA_HOST");
        int port = 11434;
        int scheme = value.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0)
        {
            port = value.StartsWith("https", StringComparison.Ordinal) ? 443 : 80;
            value = value[(scheme + 3)..];
        }

        value = value.Split('/')[0];
        int colon = value.LastIndexOf(':');
        string host = value;
        if (colon >= 0 && (value.IndexOf(':', StringComparison.Ordinal) == colon || value[..colon].EndsWith(']')))
        {
            host = value[..colon];
            if (value.Length > colon + 1)
            {
                string text = value[(colon + 1)..];
                bool valid = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int p) && p <= 65535;
                if (!valid)
                {
                    WarnOnce($"invalid port, using default port={text} default={port}");
                }

                port = valid ? p : port;
            }
        }

        return (host.Trim('[', ']') is { Length: > 0 } name ? name : colon >= 0 && host.Length == 0 ? "" : "127.0.0.1", port);
    }

    // In the plain form of a log that nobody has set up yet, as the command line has it.
    private static void WarnOnce(string message)
    {
        if (!_warned)
        {
            _warned = true;
            Log.Plain($"{DateTime.Now:yyyy/MM/dd HH:mm:ss} config.go:45: WARN {message}");
        }
    }

    /// <summary>How <c>OLLAMA_HOST</c> says that the server is spoken to.</summary>
    public static string Scheme() => Get("OLLAMA_HOST").StartsWith("https://", StringComparison.Ordinal) ? "https" : "http";

    /// <summary>What <c>OLLAMA_HOST</c> puts before each path, as behind a proxy that serves below a folder; empty or <c>/folder</c>.</summary>
    public static string Prefix()
    {
        string value = Get("OLLAMA_HOST");
        int scheme = value.IndexOf("://", StringComparison.Ordinal);
        string[] parts = value[(scheme < 0 ? 0 : scheme + 3)..].Split('/', 2);
        return parts is [_, { Length: > 0 } folder] ? "/" + folder.Trim('/') : "";
    }

    /// <summary>The settings as one text, in the order of their names.</summary>
    public string Describe()
    {
        SortedDictionary<string, string> all = new(StringComparer.Ordinal)
        {
            ["OLLAMA_CONTEXT_LENGTH"] = $"{ContextLength}",
            ["OLLAMA_DEBUG"] = Debug ? "DEBUG" : "INFO",
            ["OLLAMA_HOST"] = $"{Scheme()}://{Host}:{Port}{Prefix()}",
            ["OLLAMA_KEEP_ALIVE"] = GoDuration.Format(KeepAlive),
            ["OLLAMA_LOAD_TIMEOUT"] = GoDuration.Format(LoadTimeout),
            ["OLLAMA_MAX_LOADED_MODELS"] = $"{MaxLoadedModels}",
            ["OLLAMA_MAX_QUEUE"] = $"{MaxQueue}",
            ["OLLAMA_MODELS"] = Models,
            ["OLLAMA_NUM_PARALLEL"] = $"{Parallel}",
            ["OLLAMA_ORIGINS"] = $"[{string.Join(' ', Origins.Concat(AlwaysAllowed()))}]",
            ["OLLAMA_GPU_OVERHEAD"] = $"{GpuOverhead}",
            ["OLLAMA_REMOTES"] = $"[{string.Join(' ', Remotes)}]",
        };
        foreach (string flag in (string[])["FLASH_ATTENTION", "MULTIUSER_CACHE", "NEW_ENGINE", "NOHISTORY", "NOPRUNE", "SCHED_SPREAD", "VULKAN"])
        {
            all["OLLAMA_" + flag] = Flag("OLLAMA_" + flag) ? "true" : "false";
        }

        foreach (string text in (string[])["OLLAMA_KV_CACHE_TYPE", "OLLAMA_LLM_LIBRARY", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "CUDA_VISIBLE_DEVICES", "GGML_VK_VISIBLE_DEVICES", "GPU_DEVICE_ORDINAL", "HIP_VISIBLE_DEVICES", "HSA_OVERRIDE_GFX_VERSION", "ROCR_VISIBLE_DEVICES", "http_proxy", "https_proxy", "no_proxy"])
        {
            all[text] = Get(text);
        }

        return $"map[{string.Join(' ', all.Select(p => $"{p.Key}:{p.Value}"))}]";
    }

    private static IEnumerable<string> AlwaysAllowed() =>
    [
        .. ((string[])["localhost", "127.0.0.1", "0.0.0.0"]).SelectMany(host => (string[])[$"http://{host}", $"https://{host}", $"http://{host}:*", $"https://{host}:*"]),
        "app://*", "file://*", "tauri://*", "vscode-webview://*", "vscode-file://*",
    ];

    private static string Get(string name) => (Environment.GetEnvironmentVariable(name) ?? "").Trim().Trim('"', '\'');

    private static bool Flag(string name)
        => Get(name) is { Length: > 0 } text && text is not ("0" or "f" or "F" or "false" or "FALSE" or "False");

    /// <summary>A duration or a number of seconds; negative means for ever, nonsense means the default without a word.</summary>
    private static long Duration(string name, long fallback, bool zeroIsForever)
    {
        string text = Get(name);
        long value = fallback;
        if (text.Length > 0)
        {
            try
            {
                value = GoDuration.Parse(text);
            }
            catch (FormatException)
            {
                value = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long s) ? s * GoDuration.Second : fallback;
            }
        }

        return value < 0 || (zeroIsForever && value == 0) ? GoDuration.Forever : value;
    }

    private static T Count<T>(string name, T fallback)
        where T : struct, INumber<T>
    {
        string text = Get(name);
        if (text.Length == 0)
        {
            return fallback;
        }

        if (T.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out T value))
        {
            return value;
        }

        Log.Warn("config.go:232", "invalid environment variable, using default", ("key", name), ("value", text), ("default", fallback));
        return fallback;
    }
}
