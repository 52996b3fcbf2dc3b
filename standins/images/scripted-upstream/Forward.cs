using System.Text;

namespace ScriptedUpstream;

/// <summary>Hands a request to the model server and streams its answer back.</summary>
internal sealed class Forward(Uri upstream) : IDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromSeconds(5) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Sends it on; when the model server cannot be reached, the caller's connection is closed as its own would be.</summary>
    public async Task Send(HttpContext context, string body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(upstream, context.Request.Path + context.Request.QueryString));
        if (body.Length > 0)
        {
            request.Content = new StringContent(body, Encoding.UTF8, context.Request.ContentType ?? "application/json");
        }

        try
        {
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
            context.Response.StatusCode = (int)answer.StatusCode;
            context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
            await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
        catch (HttpRequestException)
        {
            context.Abort();
        }
    }

    /// <inheritdoc />
    public void Dispose() => client.Dispose();
}
