using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>How the registry answers a request for a blob without a range.</summary>
internal enum BlobAnswer
{
    LocationHeader,
    Redirect,
    Moved,
    Nowhere,
    Plain,
}

/// <summary>A registry with one model of two layers, which counts what it is asked and fails on demand.</summary>
internal sealed class FakeRegistry : LoopbackServer
{
    private readonly Dictionary<string, byte[]> _blobs = [];
    private readonly string _manifest;

    public FakeRegistry(int weightBytes = 600_000, X509Certificate2? certificate = null)
        : base(certificate)
    {
        byte[] weights = File.ReadAllBytes(TestStore.ModelFile("tiny"));
        Array.Resize(ref weights, Math.Max(weights.Length, weightBytes));
        string model = Add(weights), template = Add("{{ .Prompt }}"u8.ToArray());
        string config = Add(Encoding.UTF8.GetBytes("""{"model_format":"gguf","model_family":"llama","model_families":["llama"],"model_type":"148K","file_type":"F32"}"""));
        _manifest = $$"""{"schemaVersion":2,"mediaType":"application/vnd.docker.distribution.manifest.v2+json","config":{{Layer("application/vnd.docker.container.image.v1+json", config)}},"layers":[{{Layer("application/vnd.ollama.image.model", model)}},{{Layer("application/vnd.ollama.image.template", template)}}]}""";
        Open();
    }

    public string Name => $"127.0.0.1:{Port}/library/tiny";

    public BlobAnswer Blobs { get; set; } = BlobAnswer.LocationHeader;

    /// <summary>Bytes of each part after which the connection breaks, as often as the counter says.</summary>
    public int CutAfter { get; set; }

    public int Cuts { get; set; }

    /// <summary>One byte of each blob is wrong.</summary>
    public bool Corrupt { get; set; }

    /// <summary>Bytes per second of each part, or 0 for no limit.</summary>
    public int Rate { get; set; }

    /// <summary>Bytes of each part after which nothing more comes, as often as the counter says.</summary>
    public int SilentAfter { get; set; }

    public int Silences { get; set; }

    /// <summary>How many of the next requests for a blob without a range are refused with 503.</summary>
    public int Refusals { get; set; }

    /// <summary>Parts have moved: the first address answers with another.</summary>
    public bool MovesParts { get; set; }

    public TimeSpan ManifestAfter { get; set; }

    /// <summary>Every request is answered with 401 and where to get a token.</summary>
    public bool AsksForLogin { get; set; }

    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Who asked, request by request.</summary>
    public ConcurrentQueue<string> Agents { get; } = new();

    /// <summary>A certificate of its own for a name, trusted by nobody unless its file is.</summary>
    public static X509Certificate2 Certificate(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        names.AddIpAddress(IPAddress.Parse("127.0.0.2"));
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    protected override async Task AnswerAsync(Stream stream)
    {
        byte[] first = new byte[1];
        await stream.ReadExactlyAsync(first);
        if (first[0] == 0x16)
        {
            // TLS where none is spoken.
            await stream.WriteAsync("HTTP/1.0 400 Bad Request\r\n\r\n"u8.ToArray());
            return;
        }

        using var reader = new StreamReader(stream, Encoding.ASCII);
        string request = (char)first[0] + await reader.ReadLineAsync(), range = "", agent = "";
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            agent = line.StartsWith("User-Agent: ", StringComparison.Ordinal) ? line[12..] : agent;
            range = line.StartsWith("Range: bytes=", StringComparison.Ordinal) ? line[13..] : range;
        }

        Agents.Enqueue(agent);
        Requests.Enqueue(request[..request.LastIndexOf(' ')] + (range.Length > 0 ? " " + range : ""));
        await AnswerAsync(stream, request.Split(' ')[0], request.Split(' ')[1], range);
    }

    private async Task AnswerAsync(Stream stream, string method, string target, string range)
    {
        if (AsksForLogin)
        {
            await WriteAsync(stream, "401 Unauthorized", $"WWW-Authenticate: Bearer realm=\"http://127.0.0.1:{Port}/token\",service=\"registry\"\r\n", "{}"u8.ToArray());
            return;
        }

        string last = target.Split('/')[^1].TrimEnd('?');
        byte[]? body = target.Contains("/tiny/manifests/", StringComparison.Ordinal) ? Encoding.UTF8.GetBytes(_manifest) : _blobs.GetValueOrDefault(last);
        if (body is null)
        {
            await WriteAsync(stream, "404 Not Found", "", "{}"u8.ToArray());
            return;
        }

        if (!target.Contains("/blobs/", StringComparison.Ordinal) || method == "HEAD")
        {
            using var wait = new PeriodicTimer(ManifestAfter + TimeSpan.FromMilliseconds(1));
            await wait.WaitForNextTickAsync();
            await WriteAsync(stream, "200 OK", "", body, method != "HEAD");
        }
        else if (range.Length > 0 && MovesParts && !target.StartsWith("/moved", StringComparison.Ordinal))
        {
            await WriteAsync(stream, "302 Found", $"Location: /moved{target}\r\n", []);
        }
        else if (range.Length > 0)
        {
            long[] ends = [.. range.Split('-').Select(n => long.Parse(n, CultureInfo.InvariantCulture))];
            await SendPartAsync(stream, body[(int)ends[0]..((int)ends[1] + 1)]);
        }
        else if (Refusals > 0)
        {
            // Every second one breaks off in its text.
            await WriteAsync(stream, "503 Service Unavailable", "", "busy"u8.ToArray(), Refusals-- % 2 == 0);
        }
        else
        {
            string elsewhere = $"Location: http://localhost:{Port}{target}\r\n";
            (string status, string location) = Blobs switch
            {
                BlobAnswer.LocationHeader => ("200 OK", "Location: ?\r\n"),
                BlobAnswer.Redirect => ("307 Temporary Redirect", elsewhere),
                BlobAnswer.Moved => ("302 Found", elsewhere),
                BlobAnswer.Nowhere => ("307 Temporary Redirect", "Location: http://[x\r\n"),
                _ => ("200 OK", ""),
            };
            await WriteAsync(stream, status, location, status == "200 OK" ? body : []);
        }
    }

    private async Task SendPartAsync(Stream stream, byte[] part)
    {
        if (Corrupt)
        {
            part = [.. part];
            part[^1] ^= 1;
        }

        await WriteAsync(stream, "206 Partial Content", "", part, false);
        bool cut = CutAfter > 0 && part.Length > CutAfter && Cuts-- > 0;
        bool falls = SilentAfter > 0 && part.Length > SilentAfter && Silences-- > 0;
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        int step = Rate > 0 ? Math.Max(1, Rate / 50) : part.Length;
        for (int sent = 0, end = cut ? CutAfter : part.Length; sent < end; sent += step)
        {
            if (falls && sent + step > SilentAfter)
            {
                await stream.WriteAsync(part.AsMemory(sent, Math.Max(0, SilentAfter - sent)));
                _ = await stream.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false);
                return;
            }

            await stream.WriteAsync(part.AsMemory(sent, Math.Min(step, end - sent)));
            if (Rate > 0)
            {
                await pace.WaitForNextTickAsync();
            }
        }
    }

    private static async Task WriteAsync(Stream stream, string status, string headers, byte[] body, bool send = true)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\n{headers}Content-Length: {body.Length}\r\nConnection: close\r\n\r\n"));
        await stream.WriteAsync(send ? body : []);
    }

    private string Add(byte[] content)
    {
        string digest = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content));
        _blobs[digest] = content;
        return digest;
    }

    private string Layer(string type, string digest) => $$"""{"mediaType":"{{type}}","digest":"{{digest}}","size":{{_blobs[digest].Length}}}""";
}
