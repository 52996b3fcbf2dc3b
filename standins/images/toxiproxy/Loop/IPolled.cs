namespace Standins.Toxiproxy.Loop;

/// <summary>Something whose file descriptor an event loop watches.</summary>
internal interface IPolled
{
    /// <summary>The file descriptor became ready; <paramref name="events"/> are epoll's bits.</summary>
    void OnEvents(uint events);
}
