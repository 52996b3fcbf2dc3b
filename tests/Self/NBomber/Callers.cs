using System.Collections.Concurrent;
using NBomber.Contracts;

namespace Archiv.Tests.Self.NBomber;

/// <summary>What the callers of an even load waited by their own clocks, from when they were due: right on a machine of any speed.</summary>
internal sealed class Callers(double perSecond, Func<IScenarioContext, Task<IResponse>> ask)
{
    private readonly ConcurrentBag<double> _waited = [];

    public async Task<IResponse> Ask(IScenarioContext context)
    {
        var response = await ask(context);
        _waited.Add(context.GetScenarioTimerTime().TotalMilliseconds - ((context.InvocationNumber - 1) * 1000 / perSecond));
        return response;
    }

    /// <summary>The exact quantile, nearest rank, in ms.</summary>
    public double Percentile(int percent) => _waited.Order().ElementAt(Math.Max(0, (percent * _waited.Count / 100) - 1));
}
