using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using Ollama.Http;
using Ollama.Pull;
using Ollama.Server;
using Standins.Golang.Json;

namespace Ollama.Cli;

/// <summary>Why a command failed; printed after <c>Error: </c>.</summary>
internal sealed class CliException(string message) : Exception(message);

/// <summary>Calls of the command line to the server.</summary>
internal static class ApiClient
{
    public const string NotResponding = "ollama server not responding - could not connect to ollama server, run 'ollama serve' to start it";

    private const string SaysNothing = "something went wrong, please see the ollama server logs for details";

    /// <summary>Sends a request; an answer that is an error becomes an exception with its text, behind its status where lines were expected.</summary>
    public static async Task<HttpCall> SendAsync(string method, string path, string? body = null, bool streamed = false, CancellationToken cancel = default)
    {
        (string host, int port) = ServerEnvironment.Address();
        host = host is "" or "::" ? "0.0.0.0" : host;
        string server = host.Contains(':', StringComparison.Ordinal) ? $"[{host}]:{port}" : $"{host}:{port}";
        string url = $"{ServerEnvironment.Scheme()}://{server}{ServerEnvironment.Prefix()}/";
        Uri address = Address(url);
        try
        {
            HttpCall call = await ProxiedCall.SendAsync(method, address, ServerEnvironment.Prefix() + path,
                $"User-Agent: ollama/{ServeCommand.Version} (amd64 linux) Go/go1.24.4\r\nAccept: application/json\r\n", body, cancel);
            return call.Status < 400 ? call : throw new CliException((streamed ? $"{call.Status} {call.Reason}: " : "") + await ErrorAsync(call));
        }
        catch (DialException e) when (!e.Message.Contains("refused", StringComparison.Ordinal))
        {
            // Every command asks first whether a server is there.
            throw new CliException($"Head \"{url}\": {e.Message}");
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            throw new CliException(NotResponding);
        }
    }

    public static async Task<JsonValue> JsonAsync(string method, string path, string? body = null)
    {
        await using HttpCall call = await SendAsync(method, path, body);
        return JsonReader.Read(await call.BodyAsync(CancellationToken.None)) ?? new JsonValue(JsonKind.Object);
    }

    /// <summary>Reads an answer of lines; a line that is an error becomes an exception.</summary>
    public static async IAsyncEnumerable<JsonValue> LinesAsync(string path, string body, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await using HttpCall call = await SendAsync("POST", path, body, true, cancel);
        while (await call.LineAsync(cancel) is { } line)
        {
            if (line.Length == 0)
            {
                continue;
            }

            JsonValue json = JsonReader.Read(Encoding.UTF8.GetBytes(line))!;
            yield return json["error"] is { } error ? throw new CliException(error.Text) : json;
        }
    }

    private static Uri Address(string url)
    {
        try
        {
            return GoUrl.Parse("Head", url);
        }
        catch (DialException e)
        {
            throw new CliException(e.Message);
        }
    }

    private static async Task<string> ErrorAsync(HttpCall call)
    {
        byte[] body = await call.BodyAsync(CancellationToken.None);
        try
        {
            return JsonReader.Read(body)?["error"]?.Text is { Length: > 0 } error ? error : SaysNothing;
        }
        catch (JsonException)
        {
            return Encoding.UTF8.GetString(body);
        }
    }
}
