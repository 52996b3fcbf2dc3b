using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>Somebody else's server on this machine, played by a test: each connection is answered by itself, and nobody minds when a caller leaves.</summary>
/// <param name="certificate">Spoken to by TLS then.</param>
internal abstract class LoopbackServer(X509Certificate2? certificate) : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public ValueTask DisposeAsync()
    {
        _listener.Stop();
        return ValueTask.CompletedTask;
    }

    /// <summary>Begins to accept; called when the server is ready to answer.</summary>
    protected void Open()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Answers what comes on a connection, which is closed afterwards.</summary>
    protected abstract Task AnswerAsync(Stream caller);

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                Stream caller = client.GetStream();
                if (certificate is not null)
                {
                    var tls = new SslStream(caller);
                    await tls.AuthenticateAsServerAsync(certificate);
                    caller = tls;
                }

                await AnswerAsync(caller);
            }
            catch (Exception e) when (e is IOException or SocketException or AuthenticationException)
            {
                // The caller left or did not trust us.
            }
        }
    }
}
