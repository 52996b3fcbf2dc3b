using System.Globalization;
using System.Text;

namespace Archiv.Tests.Self.Packages;

/// <summary>A request as it came over the wire.</summary>
internal sealed record Received(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>Reads byte by byte up to the empty line, so that nothing behind the request is taken.</summary>
    public static async Task<Received> ReadAsync(Stream connection, CancellationToken cancellationToken)
    {
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            head.Append(Encoding.ASCII.GetString(await ReadAsync(connection, 1, cancellationToken)));
        }

        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1)
            .Select(line => line.Split(": ", 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        var length = headers.TryGetValue("Content-Length", out var value) ? int.Parse(value, CultureInfo.InvariantCulture) : 0;
        var first = lines[0].Split(' ');
        return new Received(first[0], first[1], headers, Encoding.UTF8.GetString(await ReadAsync(connection, length, cancellationToken)));
    }

    private static async Task<byte[]> ReadAsync(Stream connection, int length, CancellationToken cancellationToken)
    {
        var bytes = new byte[length];
        await connection.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }
}
