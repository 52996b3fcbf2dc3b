using System.Globalization;

namespace Standins.Toxiproxy.Server;

/// <summary>The server's command line, in the manner of Go's flags: one dash or two, value after '=' or as the next word.</summary>
internal sealed class ServerFlags
{
    private static readonly string[] Switches = ["proxy-metrics", "runtime-metrics", "version", "help", "h", "no-half-close"];
    private static readonly string[] Valued = ["config", "host", "port", "seed", "dial-timeout"];
    private readonly Dictionary<string, string> _values = new() { ["host"] = "localhost", ["port"] = "8474", ["config"] = "", ["dial-timeout"] = "30s" };

    /// <summary>What is wrong with the command line, or null.</summary>
    public string? Problem { get; private set; }

    public bool Help => IsSet("help") || IsSet("h");

    public bool Version => IsSet("version");

    public bool ProxyMetrics => IsSet("proxy-metrics");

    public bool RuntimeMetrics => IsSet("runtime-metrics");

    /// <summary>Not the original's: close both directions when one ends, as the original does.</summary>
    public bool NoHalfClose => IsSet("no-half-close");

    /// <summary>Not the original's: how long a dial may take, in whole seconds.</summary>
    public TimeSpan DialTimeout => TimeSpan.FromSeconds(int.Parse(_values["dial-timeout"].TrimEnd('s'), CultureInfo.InvariantCulture));

    public string this[string name] => _values[name];

    public static ServerFlags Parse(string[] args)
    {
        var flags = new ServerFlags();
        for (var i = 0; i < args.Length && flags.Problem == null && args[i].StartsWith('-') && args[i] is not ("-" or "--"); i++)
        {
            var parts = args[i].TrimStart('-').Split('=', 2);
            var name = parts[0];
            if (Switches.Contains(name))
            {
                flags.Set(name, parts.Length > 1 ? parts[1] : "true");
            }
            else if (!Valued.Contains(name))
            {
                flags.Problem = $"flag provided but not defined: -{name}";
            }
            else if (parts.Length > 1 || i + 1 < args.Length)
            {
                flags.Set(name, parts.Length > 1 ? parts[1] : args[++i]);
            }
            else
            {
                flags.Problem = $"flag needs an argument: -{name}";
            }
        }

        return flags;
    }

    // The flags that only the stand-in has are in its README, so that this text stays the original's.
    public static string Usage(string program, TimeProvider time) =>
        $"""
        Usage of {program}:
          -config string
            	JSON file containing proxies to create on startup
          -host string
            	Host for toxiproxy's API to listen on (default "localhost")
          -port string
            	Port for toxiproxy's API to listen on (default "8474")
          -proxy-metrics
            	enable toxiproxy-specific prometheus metrics (default "false")
          -runtime-metrics
            	enable runtime-related prometheus metrics (default "false")
          -seed int
            	Seed for randomizing toxics with (default {(time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100})
          -version
            	print the version (default "false")
        """;

    private void Set(string name, string value)
    {
        var (isValid, kind, reason) = name switch
        {
            "seed" => (long.TryParse(value, CultureInfo.InvariantCulture, out _), "value", "parse error"),
            "dial-timeout" => (int.TryParse(value.TrimEnd('s'), CultureInfo.InvariantCulture, out var seconds) && seconds > 0, "value", "parse error"),
            _ when Switches.Contains(name) => (value is "true" or "false" or "1" or "0" or "t" or "f" or "T" or "F" or "TRUE" or "FALSE" or "True" or "False", "boolean value", "parse error"),
            _ => (true, "", ""),
        };
        if (isValid)
        {
            _values[name] = value;
        }
        else
        {
            Problem = $"invalid {kind} \"{value}\" for {(kind == "value" ? "flag " : "")}-{name}: {reason}";
        }
    }

    private bool IsSet(string name) => _values.TryGetValue(name, out var value) && value is "true" or "1" or "t" or "T" or "TRUE" or "True";
}
