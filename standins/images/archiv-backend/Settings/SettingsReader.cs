using System.Globalization;
using System.Text.RegularExpressions;

namespace Archiv.Backend.Settings;

/// <summary>Turns the environment into <see cref="BackendSettings"/>.</summary>
internal static partial class SettingsReader
{
    /// <exception cref="SettingsException">A variable is missing or malformed.</exception>
    public static BackendSettings Read(Func<string, string?> variable)
    {
        var read = new EnvironmentReader(variable);
        var settings = new BackendSettings
        {
            OllamaBaseUrl = BaseUrl(read, "APP_OLLAMA_BASE_URL", "http://ollama:11434"),
            OllamaModel = Model(read, "APP_OLLAMA_MODEL", "qwen2.5:7b-instruct-q4_K_M"),
            OllamaModelFile = read.Text("APP_OLLAMA_MODEL_FILE"),
            OllamaTimeout = read.Seconds("APP_OLLAMA_TIMEOUT_SECONDS", 60, 2, 3600),
            DeadlineScope = Scope(read, "APP_OLLAMA_DEADLINE"),
            OllamaRetries = read.Number("APP_OLLAMA_RETRIES", 0, 0, 5),
            OllamaConnectTimeout = read.Seconds("APP_OLLAMA_CONNECT_TIMEOUT_SECONDS", 2, 1, 60),
            OllamaMaxConcurrent = read.Number("APP_OLLAMA_MAX_CONCURRENT", 1, 1, 64),
            OllamaMaxWaiting = read.Number("APP_OLLAMA_MAX_WAITING", 8, 0, 1000),
            FinishesAbandoned = read.Number("APP_OLLAMA_FINISH_ABANDONED", 0, 0, 1) == 1,
            OllamaKeepAlive = KeepAlive(read, "APP_OLLAMA_KEEP_ALIVE", "-1"),
            CacheTtl = read.Seconds("APP_CACHE_TTL_SECONDS", 3600, 1, 31_536_000),
            CacheHost = read.Text("SPRING_DATA_REDIS_HOST"),
            CachePort = read.Number("SPRING_DATA_REDIS_PORT", 6379, 1, 65535),
            Database = Database(read),
            ServerPort = read.Number("SERVER_PORT", 8080, 1, 65535),
            ShutdownDelay = read.Seconds("APP_SHUTDOWN_DELAY_SECONDS", 1, 0, 60),
        };
        return read.Problems.Count == 0 ? settings : throw new SettingsException(read.Problems);
    }

    public static bool IsModelName(string name) => ModelName().IsMatch(name);

    private static DeadlineScope Scope(EnvironmentReader read, string name)
    {
        var text = read.Text(name, "search");
        if (Enum.TryParse<DeadlineScope>(text, ignoreCase: true, out var scope) && Enum.IsDefined(scope) && !char.IsDigit(text[0]))
        {
            return scope;
        }
        read.Problems.Add($"{name}={text} is none of search, attempt, read");
        return DeadlineScope.Search;
    }

    private static Uri BaseUrl(EnvironmentReader read, string name, string fallback)
    {
        var text = read.Text(name, fallback);
        if (Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            && url.UserInfo.Length == 0 && url.Query.Length == 0 && url.Fragment.Length == 0)
        {
            return url;
        }
        read.Problems.Add($"{name} is not a URL such as {fallback}, without user, query or fragment");
        return new Uri(fallback);
    }

    private static string Model(EnvironmentReader read, string name, string fallback)
    {
        var text = read.Text(name, fallback);
        if (!IsModelName(text))
        {
            read.Problems.Add($"{name}={text} is not a model name such as {fallback}");
        }
        return text;
    }

    // A bare number must travel as a JSON number: Ollama refuses the string "-1" with 400.
    private static string KeepAlive(EnvironmentReader read, string name, string fallback)
    {
        var text = read.Text(name, fallback);
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds))
        {
            return seconds.ToString(CultureInfo.InvariantCulture);
        }
        if (!Duration().IsMatch(text))
        {
            read.Problems.Add($"{name}={text} is neither a number of seconds (-1: for ever) nor a duration such as 5m");
        }
        return $"\"{text}\"";
    }

    private static string Database(EnvironmentReader read)
    {
        if (read.Text("SPRING_DATASOURCE_PASSWORD") is not null)
        {
            read.Problems.Add("SPRING_DATASOURCE_PASSWORD is not read: put the password into a file and name it in SPRING_DATASOURCE_PASSWORD_FILE");
        }
        var url = read.Text("SPRING_DATASOURCE_URL", "jdbc:postgresql://db:5432/archiv");
        var password = Password(read);
        try
        {
            return JdbcUrl.ToNpgsql(url, read.Text("SPRING_DATASOURCE_USERNAME", "archiv"), password);
        }
        catch (FormatException wrong)
        {
            read.Problems.Add($"SPRING_DATASOURCE_URL {wrong.Message}");
            return "";
        }
    }

    private static string Password(EnvironmentReader read)
    {
        const string Name = "SPRING_DATASOURCE_PASSWORD_FILE";
        if (read.Text(Name) is not { } file)
        {
            read.Problems.Add($"{Name} is not set: name the file that holds the database password");
            return "";
        }
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            read.Problems.Add($"{Name}={file} cannot be read by uid 1001: {unreadable.Message}");
            return "";
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._/:-]{0,199}\z")]
    private static partial Regex ModelName();

    [GeneratedRegex(@"^-?(\d+(\.\d+)?(ms|s|m|h))+\z")]
    private static partial Regex Duration();
}
