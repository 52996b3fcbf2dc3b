using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Rules;

namespace Archiv.Tests.Load;

/// <summary>H18: limits were measured, not guessed. Last by its name, so that all loads before it count.</summary>
public sealed class WorkingSetRows
{
    // The guide's margin; the model server's own is A6.6: 90 % of the limit.
    private const double Margin = 1.5;
    private const double ModelServerMargin = 1 / 0.9;
    private const double Times = 2;
    private const double MiB = 1024 * 1024;

    [Test, Guarantee("H18", Kind.Load)]
    public async Task Each_limit_must_leave_room_above_the_peak_that_load_was_seen_to_cause()
    {
        var stack = await LoadedStack.Get();
        var memory = await LoadedStack.Memory();
        // C2 goes to ten times of capacity.
        var own = !LoadedStack.Overloaded;
        if (own)
        {
            await OpenLoad.Run(Traffic.OfSearches("search", Searches.Different(stack), new Phase(Times / await LoadedStack.Alone(), LoadedStack.Settings.Step)));
        }

        // The artefact's: what an overlay of this machine adds has no limit to be sized.
        var written = ComposeCli.Resolve(stack.Profile.Artefact, stack.Profile.Settings);
        var services = written.Services.Values.Where(service => !OneShots.Is(service, written)).Select(service => service.Name).ToList();
        if (services.Count == 0)
        {
            Unjudged.Because($"{stack.Profile.ComposeFile} has no service that goes on running");
        }

        List<string> tight = [], stated = [];

        foreach (var service in services)
        {
            var limit = await MemoryLimit.Of(stack, service);
            var samples = memory.Of(service);
            if (samples.Count == 0)
            {
                Unjudged.Because($"the engine tells no memory of '{service}'");
            }

            var peak = samples.Max(sample => sample.Unreclaimable);
            var line = $"{service} {peak / MiB:0} of {limit / MiB:0} MiB ({limit / (double)peak:0.0}x)";
            stated.Add(line);
            if (limit < peak * (service == stack.Profile.Ollama ? ModelServerMargin : Margin))
            {
                tight.Add(line);
                Judgement.Note.Container = await stack.Container(service);
            }
        }

        Judgement.Note.Expected = $"limits of {Margin} times the observed peak at least ({ModelServerMargin:0.00} for the model server)";
        Judgement.Note.Seen = string.Join(", ", tight.DefaultIfEmpty("all have it"));
        tight.Should().BeEmpty();
        services.ForEach(memory.MustBeWhole);
        Judgement.Note.Proof = $"{string.Join(", ", stated)}; peaks since the stack came up, under the load of {string.Join(", ", LoadedStack.Rows)}{(own ? $" (its own: searches at {Times}x of capacity for {LoadedStack.Settings.Step.TotalSeconds} s)" : "")}";
    }
}
