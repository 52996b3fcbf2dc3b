using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.Security;
using System.Net.Sockets;
using Archiv.Tests.Support.Evidence;
using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Support.Profiles;

namespace Archiv.Tests.Support.Clients;

/// <summary>What a user of the archive does, through the reverse proxy. The endpoints come from the profile.</summary>
public sealed class SearchClient : IDisposable
{
    private readonly HttpClient http;
    private readonly Profile profile;
    private readonly string project;

    /// <summary>A question that nobody asked before: an answer from the backend's cache would prove nothing.</summary>
    public static string Unique(string about) => $"{about}, Anfrage {Guid.NewGuid():n}";

    /// <summary>A client for a stack that was brought up with these settings.</summary>
    /// <param name="profile">Its SEARCH_URL, KEYWORD_URL and HEALTH_URL name the endpoints.</param>
    /// <param name="project">Its Compose project, for the run's timeline.</param>
    public SearchClient(Profile profile, string project = "")
    {
        this.profile = profile;
        this.project = project;
        http = new HttpClient(new SocketsHttpHandler
        {
            // The proxy is published on the IPv4 loopback only, whatever the host name of the site is.
            ConnectCallback = static async (context, cancellation) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                try
                {
                    await socket.ConnectAsync("127.0.0.1", context.DnsEndPoint.Port, cancellation);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            },
            // Locally the proxy signs by an authority of its own; the name must be right all the same.
            SslOptions = { RemoteCertificateValidationCallback = static (_, _, _, errors) => (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) == 0 },
            PooledConnectionLifetime = TimeSpan.FromSeconds(30),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Asks the natural-language search.</summary>
    /// <param name="question">The question in German.</param>
    /// <param name="patience">When the caller hangs up.</param>
    public Task<Answer> Ask(string question, TimeSpan patience) => Send(
        new HttpRequestMessage(HttpMethod.Post, profile.Required("SEARCH_URL")) { Content = JsonContent.Create(new { question }) },
        $"POST {question}", patience, "search");

    /// <summary>Searches by keyword; no model is involved.</summary>
    public Task<Answer> Keyword(string word) =>
        Get(profile.Required("KEYWORD_URL").Replace("{q}", Uri.EscapeDataString(word), StringComparison.Ordinal), "keyword");

    /// <summary>Writes a letter into the archive; 201 means that it is kept.</summary>
    /// <param name="title">Its title, by which keyword search finds it.</param>
    public Task<Answer> Write(string title) => Send(
        new HttpRequestMessage(HttpMethod.Post, profile.Required("WRITE_URL")) { Content = JsonContent.Create(new { title, date = "1912-05-01", type = "Brief" }) },
        $"POST {title}",
        TimeSpan.FromSeconds(10),
        "write");

    /// <summary>Asks for the application's health.</summary>
    public Task<Answer> Health() => Get(profile.Required("HEALTH_URL"), "health");

    /// <inheritdoc />
    public void Dispose() => http.Dispose();

    private Task<Answer> Get(string url, string what) => Send(new HttpRequestMessage(HttpMethod.Get, url), $"GET {url}", TimeSpan.FromSeconds(10), what);

    private async Task<Answer> Send(HttpRequestMessage request, string sent, TimeSpan patience, string what)
    {
        var answer = await Exchange(request, sent, patience);
        Judgement.Note.Exchanges.Enqueue(answer);
        Run.Current.Asked(new RequestSeen(answer.At, project, what, answer.Status, Math.Round(answer.Elapsed.TotalMilliseconds, 1), answer.HungUp));
        return answer;
    }

    private async Task<Answer> Exchange(HttpRequestMessage request, string sent, TimeSpan patience)
    {
        using var _ = request;
        using var hangUp = new CancellationTokenSource(patience);
        var at = TimeProvider.System.GetUtcNow();
        var clock = Stopwatch.StartNew();
        try
        {
            using var response = await http.SendAsync(request, hangUp.Token);
            var body = await response.Content.ReadAsStringAsync(hangUp.Token);
            var retryAfter = response.Headers.TryGetValues("Retry-After", out var values) ? values.First() : null;
            return new Answer(
                sent, (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, retryAfter, body, null, clock.Elapsed, at, $"{response.Headers}{response.Content.Headers}");
        }
        catch (OperationCanceledException)
        {
            return new Answer(sent, 0, null, null, "", $"no answer within {patience.TotalSeconds:0} s", clock.Elapsed, at) { HungUp = true };
        }
        catch (HttpRequestException error)
        {
            return new Answer(sent, 0, null, null, "", error.InnerException?.Message ?? error.Message, clock.Elapsed, at);
        }
    }
}
