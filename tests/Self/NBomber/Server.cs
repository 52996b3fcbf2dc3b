using System.Collections.Concurrent;
using NBomber.Contracts;
using NBomber.CSharp;

namespace Archiv.Tests.Self.NBomber;

/// <summary>The system under load: answers after a known delay and remembers when it was asked and how many asked at once.</summary>
internal sealed class Server(Func<int, TimeSpan>? delay = null)
{
    private readonly long _created = TimeProvider.System.GetTimestamp();
    private int _number;
    private int _busy;
    private int _busiest;

    public ConcurrentQueue<TimeSpan> Asked { get; } = [];

    public int Busiest => _busiest;

    public async Task<IResponse> Answer(IScenarioContext context)
    {
        Asked.Enqueue(TimeProvider.System.GetElapsedTime(_created));
        var busy = Interlocked.Increment(ref _busy);
        for (var seen = _busiest; busy > seen; seen = _busiest)
        {
            Interlocked.CompareExchange(ref _busiest, busy, seen);
        }

        if (delay is not null)
        {
            await Wait.NoLessThan(delay(Interlocked.Increment(ref _number)));
        }

        Interlocked.Decrement(ref _busy);
        return Response.Ok(statusCode: "200", sizeBytes: 100);
    }
}
