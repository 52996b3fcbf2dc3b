using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace Archiv.Backend.Settings;

/// <summary>Translates the JDBC URL that operators of a Spring application write.</summary>
internal static partial class JdbcUrl
{
    /// <exception cref="FormatException">The URL is not of the form jdbc:postgresql://host:port/database, optionally with ?sslmode=….</exception>
    public static string ToNpgsql(string url, string user, string password)
    {
        var match = Form().Match(url);
        if (!match.Success)
        {
            throw new FormatException("is not of the form jdbc:postgresql://host:port/database");
        }
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = match.Groups["host"].Value,
            Port = match.Groups["port"].Success ? int.Parse(match.Groups["port"].Value, CultureInfo.InvariantCulture) : 5432,
            Database = Uri.UnescapeDataString(match.Groups["database"].Value),
            Username = user,
            Password = password,
            SslMode = SslMode.Prefer,
            GssEncryptionMode = GssEncryptionMode.Disable,
            MaxPoolSize = 10,
            // Short ends everywhere: the caller has a deadline, and a database that is away must be noticed.
            Timeout = 2,
            CommandTimeout = 5,
            CancellationTimeout = 500,
            ApplicationName = "archiv-backend",
        };
        if (builder.Port is 0 or > 65535)
        {
            throw new FormatException("has a port outside 1 to 65535");
        }
        foreach (var option in match.Groups["options"].Value.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            builder.SslMode = option.StartsWith("sslmode=", StringComparison.Ordinal)
                && Enum.TryParse<SslMode>(option["sslmode=".Length..].Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var mode)
                ? mode
                : throw new FormatException("has an option that is not sslmode=disable|allow|prefer|require|verify-ca|verify-full");
        }
        return builder.ConnectionString;
    }

    [GeneratedRegex(@"^jdbc:postgresql://(?<host>[A-Za-z0-9._-]+|\[[0-9a-fA-F:]+\])(:(?<port>\d{1,5}))?/(?<database>[^/?#]+)(\?(?<options>[^#]*))?\z")]
    private static partial Regex Form();
}
