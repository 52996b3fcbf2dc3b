using Standins.Golang.Json;

namespace Ollama.Pull;

/// <summary>Addresses that somebody typed or a registry sent, and what Go says to those that lead nowhere.</summary>
internal static class GoUrl
{
    /// <param name="method">For the error: <c>Get</c>, <c>Head</c>.</param>
    /// <param name="text">All of it.</param>
    /// <exception cref="DialException">It is none, or no address can come of it.</exception>
    public static Uri Parse(string method, string text)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && url.Host.Length > 0)
        {
            return url;
        }

        string authority = text[(text.IndexOf("//", StringComparison.Ordinal) + 2)..].Split('/')[0];
        string host = authority.Split(':')[0], port = authority[host.Length..];
        string parse = $"parse {GoQuote.Double(text)}: ";
        throw new DialException(
            authority.Contains(' ', StringComparison.Ordinal) ? parse + "invalid character \" \" in host name"
            : authority.StartsWith('[') ? parse + "missing ']' in host"
            : port.Length > 0 && !port[1..].All(char.IsAsciiDigit) ? parse + $"invalid port {GoQuote.Double(port)} after host"
            : $"{method} {GoQuote.Double(text)}: dial tcp: " + (int.TryParse(port.TrimStart(':'), out int number) && number > ushort.MaxValue ? $"address {port[1..]}: invalid port" : $"lookup {host}: no such host"));
    }
}
