using System.Collections.Concurrent;
using NBomber.Contracts;
using NBomber.CSharp;

namespace Archiv.Tests.Load;

/// <summary>
/// Requests of one kind in an open model: they arrive when they are due, whether earlier ones are answered or not (a closed loop of users would
/// hide the queue), and their latency counts from then.
/// </summary>
/// <param name="name">Of the scenario, in NBomber's words.</param>
/// <param name="ask">Sends the n-th request, counted from 0.</param>
/// <param name="phases">When they arrive.</param>
internal sealed class Traffic(string name, Func<int, Task<Answer>> ask, params Phase[] phases)
{
    private readonly ConcurrentQueue<Request> requests = [];
    private int sent;
    private int refused;

    /// <summary>Name of the scenario.</summary>
    public string Name => name;

    /// <summary>What was answered, in the order in which it was due.</summary>
    public IReadOnlyList<Sample> Samples => Schedule.Of(phases, requests);

    /// <summary>A load that keeps a promise or breaks it: it ends with the first answer that is neither a result nor a 503 in time.</summary>
    public bool EndsWhenBroken { get; init; }

    /// <summary>Ends the load as soon as more of the searches of a phase than that many had no result.</summary>
    public (int Phase, int Most)? MostRefused { get; init; }

    /// <summary>It ended so.</summary>
    public bool GaveUp => MostRefused is { } limit && Volatile.Read(ref refused) > limit.Most;

    /// <summary>False for a body that is not what its status promises; statuses alone count where nothing is set.</summary>
    public Func<Answer, bool> Proper { get; init; } = static _ => true;

    /// <summary>Searches: a 200 must be a result and a 503 a clean refusal.</summary>
    public static Traffic OfSearches(string name, Func<int, Task<Answer>> ask, params Phase[] phases) => new(name, ask, phases) { Proper = Searches.Proper };

    /// <summary>Searches that keep a promise or break it: see <see cref="EndsWhenBroken"/>.</summary>
    public static Traffic OfPromised(string name, Func<int, Task<Answer>> ask, params Phase[] phases) => new(name, ask, phases) { Proper = Searches.Proper, EndsWhenBroken = true };

    /// <summary>Arrivals that the phases plan.</summary>
    public int Planned => phases.Sum(phase => phase.Arrivals);

    /// <summary>When they arrive.</summary>
    public IReadOnlyList<Phase> Phases => phases;

    /// <summary>Is told when a phase begins; by default the timeline of the stack under load is.</summary>
    public Action<string> Begins { get; init; } = what => Support.Evidence.Run.Current.Say("load", LoadedStack.Project, what);

    /// <summary>The samples of one phase.</summary>
    /// <param name="index">Of the phase.</param>
    /// <param name="after">Leaves out what was due earlier in it.</param>
    public IReadOnlyList<Sample> In(int index, TimeSpan after = default)
    {
        var (first, begin) = (phases[..index].Sum(phase => phase.Arrivals), phases[..index].Sum(phase => phase.During.TotalSeconds));
        return [.. Samples.Where(sample => sample.Number >= first && sample.Number < first + phases[index].Arrivals && sample.Due >= begin + after.TotalSeconds)];
    }

    /// <summary>Results that came while a phase lasted, whenever they were due.</summary>
    /// <param name="index">Of the phase.</param>
    public int ResultsDuring(int index)
    {
        var begin = phases[..index].Sum(phase => phase.During.TotalSeconds);
        return Samples.Count(sample => sample.Status == 200 && sample.Due + sample.Latency >= begin && sample.Due + sample.Latency < begin + phases[index].During.TotalSeconds);
    }

    /// <summary>As NBomber runs it.</summary>
    public ScenarioProps Scenario() => global::NBomber.CSharp.Scenario
        .Create(name, Send)
        .WithoutWarmUp()
        .WithMaxFailCount(int.MaxValue)
        .WithThresholds(EndsWhenBroken ? [Threshold.Create(stats => stats.Fail.Request.Count == 0, abortWhenErrorCount: 1)] : [])
        .WithLoadSimulations([.. phases.Select(phase => phase.Simulation)]);

    private async Task<IResponse> Send(IScenarioContext context)
    {
        // Since the load began, and not since its first request: that one may be late too.
        var began = context.GetScenarioTimerTime().TotalSeconds;
        var number = Interlocked.Increment(ref sent) - 1;
        if (Schedule.Begins(phases, number) is { } begins)
        {
            Begins($"{name}{begins.Name}: {begins.Injected * 60:0.#} a minute for {begins.During.TotalSeconds:0.#} s");
        }

        var answer = await ask(number);
        var request = new Request(number, began, answer.Elapsed.TotalSeconds, answer.Status, Proper(answer));
        requests.Enqueue(request);
        if (MostRefused is { } limit && Schedule.PhaseOf(phases, number) == limit.Phase && request is not { Status: 200, Proper: true } && Interlocked.Increment(ref refused) == limit.Most + 1)
        {
            context.StopScenario(name, $"more than {limit.Most} had no result");
        }

        // How late it began is known when all have begun; a load must not end for it before.
        return Searches.InTime(new Sample(0, 0, request.Elapsed, request.Status) { Proper = request.Proper })
            ? Response.Ok(statusCode: $"{answer.Status}", sizeBytes: answer.Body.Length)
            : Response.Fail(statusCode: $"{answer.Status}", message: answer.Error ?? "");
    }
}
