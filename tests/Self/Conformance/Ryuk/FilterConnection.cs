using System.Net.Sockets;
using System.Text;

namespace Archiv.Tests.Self.Conformance.Ryuk;

/// <summary>A client of the reaper: says what belongs to it, line by line, and is alive as long as it is connected.</summary>
internal sealed class FilterConnection : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly TcpClient _client;
    private readonly StreamReader _answers;

    private FilterConnection(TcpClient client)
    {
        _client = client;
        _answers = new StreamReader(client.GetStream(), Encoding.ASCII);
    }

    /// <summary>Whether an answer is waiting to be read.</summary>
    public bool HasAnswer => _client.Available > 0;

    public static async Task<FilterConnection> OpenAsync(RunningReaper reaper)
    {
        var client = new TcpClient();
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            await client.ConnectAsync(reaper.Host, reaper.Port, patience.Token);
            return new FilterConnection(client);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    public async Task WriteAsync(string text) => await _client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>Says a line and reads the next answer.</summary>
    /// <returns>The answer without its end, or null when the connection ended.</returns>
    public async Task<string?> SayAsync(string line)
    {
        await WriteAsync(line + "\n");
        using var patience = new CancellationTokenSource(Patience);
        return await _answers.ReadLineAsync(patience.Token);
    }

    public void Dispose()
    {
        _answers.Dispose();
        _client.Dispose();
    }
}
