using System.Globalization;
using System.Net;
using Standins.Toxiproxy.Loop;
using Standins.Toxiproxy.Server;

namespace Standins.Toxiproxy.Proxying;

/// <summary>What one direction of a connection says in the log. Texts are made only for lines that are shown.</summary>
internal sealed class LinkLog
{
    private static long _links;
    private readonly Proxy _proxy;
    private readonly IPEndPoint _client;
    private readonly string _direction;
    private readonly long _id = Interlocked.Increment(ref _links);

    public LinkLog(Proxy proxy, IPEndPoint client, string direction)
    {
        (_proxy, _client, _direction) = (proxy, client, direction);
        proxy.Log.Write(LogLevel.Debug, "link.go", "Setup connection", ("direction", direction));
    }

    /// <summary>Reading ended otherwise than by the sender's close.</summary>
    public void SourceTerminated(long bytes, Peer source, string why)
    {
        if (_proxy.Log.Shows(LogLevel.Warn))
        {
            var way = source.Way;
            _proxy.Log.Write(LogLevel.Warn, "link.go:127", "Source terminated", ("bytes", bytes), ("error", $"writeto tcp {way}: read tcp {way}: {why}"));
        }
    }

    /// <summary>A write failed.</summary>
    public void CouldNotWrite(long bytes, Peer destination)
    {
        if (_proxy.Log.Shows(LogLevel.Warn))
        {
            // The original shows its link's address in memory; a number tells links apart as well.
            var link = string.Create(CultureInfo.InvariantCulture, $"0xc{_id:x9}");
            var way = destination.Way;
            _proxy.Log.Write(
                LogLevel.Warn, "link.go", "Could not write to destination",
                ("component", "ToxicLink"), ("method", "write"), ("link", $"{_client}{_direction}"), ("proxy", _proxy.Name), ("link_addr", link),
                ("bytes", bytes), ("error", $"readfrom tcp {way}: write tcp {way}: write: {Libc.Describe(destination.Error)}"));
        }
    }
}
