using System.Text;
using Archiv.Tests.Self.Conformance.Ollama;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance;

/// <summary>Both originals are served by Go's net/http: what it makes of the head of a request, before either program sees it.</summary>
internal static class RequestHeads
{
    private const string Refused = "HTTP/1.1 400 Bad Request", Served = "HTTP/1.1 200 OK";

    // PATH is one that the server answers with its version.
    private static readonly (string Name, string Request, string StatusLine)[] Heads =
    [
        ("a request without a host", "GET PATH HTTP/1.1\r\n\r\n", Refused + ": missing required Host header"),
        ("two hosts", "GET PATH HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", Refused),
        ("a host with a blank", "GET PATH HTTP/1.1\r\nHost: a b\r\n\r\n", Refused + ": malformed Host header"),
        ("no version", "GET PATH\r\n\r\n", Refused),
        ("a version that is no number", "GET PATH HTTP/1.x\r\nHost: a\r\n\r\n", Refused),
        ("a version to come", "GET PATH HTTP/3.0\r\nHost: a\r\n\r\n", "HTTP/1.1 505 HTTP Version Not Supported: unsupported protocol version"),
        ("a version of the same kind", "GET PATH HTTP/1.2\r\nHost: localhost\r\nConnection: close\r\n\r\n", Served),
        ("no method", "G@T PATH HTTP/1.1\r\nHost: a\r\n\r\n", Refused),
        ("a wrong escape in the path", "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n", Refused),
        ("a target with the host in it", "GET http://localhostPATH HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", Served),
        ("a target that is no path", "GET version HTTP/1.1\r\nHost: localhost\r\n\r\n", Refused),
        ("the server as a whole", "OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", Served),
        ("a header without a colon", "GET PATH HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n", Refused),
        ("a blank before the colon", "GET PATH HTTP/1.1\r\nHost: a\r\nAccept : b\r\n\r\n", Refused),
        ("a length that is no number", "POST PATH HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n", Refused),
        ("two lengths", "POST PATH HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}", Refused),
        ("one length twice", "GET PATH HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}", Served),
        ("two encodings", "POST PATH HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: gzip\r\n\r\n", "HTTP/1.1 501 Not Implemented"),
        ("an unknown encoding", "POST PATH HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip\r\n\r\n", "HTTP/1.1 501 Not Implemented"),
        ("an expectation that nobody knows", "GET PATH HTTP/1.1\r\nHost: localhost\r\nExpect: bread\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}", "HTTP/1.1 417 Expectation Failed"),
        ("TLS where none is spoken", "\u0016\u0003\u0001\u0002\n", Refused),
    ];

    /// <summary>The cases of one server.</summary>
    public static IEnumerable<TestCaseData> Of(string server) => Heads.Select(head => new TestCaseData(head.Request, head.StatusLine).SetName($"{server} [source] {head.Name}"));

    /// <summary>Sends a head and compares the answer.</summary>
    public static async Task CheckAsync(Uri server, string path, string request, string statusLine)
    {
        RawAnswer answer = await RawHttp.SendAsync(server, Encoding.Latin1.GetBytes(request.Replace("PATH", path, StringComparison.Ordinal)));

        Assert.That(answer.StatusLine, Is.EqualTo(statusLine));
        Assert.That(answer.Header("Connection"), Is.EqualTo("close"));
        Assert.That(answer.Body.Contains("\"version\"", StringComparison.Ordinal), Is.EqualTo(statusLine == Served && !request.StartsWith("OPTIONS", StringComparison.Ordinal)), answer.Body);
    }
}
