using Standins.Toxiproxy.Loop;
using Standins.Toxiproxy.Toxics;

namespace Standins.Toxiproxy.Proxying;

/// <summary>What one loop carries for one proxy. Touched by that loop's thread only.</summary>
internal sealed class ProxyOnLoop(EventLoop loop) : Timed
{
    private const long CheckDialsEvery = 250_000_000;
    private readonly HashSet<Connection> _connections = [];
    private readonly HashSet<Dialing> _dialings = [];

    public void Add(Connection connection) => _connections.Add(connection);

    public bool Remove(Connection connection) => _connections.Remove(connection);

    // One coarse timer for all: a timer per dial would outlive thousands of quick ones.
    public void Add(Dialing dialing)
    {
        _dialings.Add(dialing);
        loop.WakeAt(this, EventLoop.Now + CheckDialsEvery);
    }

    public void Remove(Dialing dialing) => _dialings.Remove(dialing);

    public override void OnWake()
    {
        foreach (var dialing in _dialings.Where(dialing => dialing.Deadline <= EventLoop.Now).ToList())
        {
            dialing.TimeOut();
        }

        if (_dialings.Count > 0)
        {
            loop.WakeAt(this, EventLoop.Now + CheckDialsEvery);
        }
    }

    public void ForEachLink(Toxic toxic, Action<Link> change)
    {
        foreach (var connection in _connections.ToList())
        {
            change(connection.LinkOf(toxic));
        }
    }

    public void CloseAll()
    {
        foreach (var dialing in _dialings.ToList())
        {
            dialing.GiveUp();
        }

        foreach (var connection in _connections.ToList())
        {
            connection.Close();
        }
    }
}
