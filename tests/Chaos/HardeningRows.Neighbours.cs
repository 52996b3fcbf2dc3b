using Archiv.Tests.Support.Clients;
using Archiv.Tests.Support.Faults;

namespace Archiv.Tests.Chaos;

/// <summary>A neighbour is away, or crashes.</summary>
public sealed partial class HardeningRows
{
    [TestCaseSource(nameof(DatabaseAway)), Guarantee("H19", Kind.Fault)]
    public async Task Readiness_must_fail_while_the_database_is_away_and_heal_by_itself(IFault fault)
    {
        var stack = await Deployed();
        var before = await Ready(stack);
        var probe = (await stack.Engine.Inspect(before[Profile.Backend].Id)).Config.Healthcheck!;
        // The application may take some seconds to believe it.
        var bound = (probe.Interval + probe.Timeout) * (probe.Retries + 1) + TimeSpan.FromSeconds(15);

        await Under(stack, fault, async () =>
        {
            var health = await Eventually.Seen(
                $"{probe.Retries} failed probes of the backend in a row",
                async () => (await stack.Engine.Inspect(before[Profile.Backend].Id)).State.Health!,
                seen => seen.Status == "unhealthy" && seen.FailingStreak >= probe.Retries && seen.Log!.Last().ExitCode != 0,
                bound,
                seen => $"{seen?.Status}, streak {seen?.FailingStreak}");
            var answer = await stack.Search.Health();

            Judgement.Note.Expected = "503 of the backend itself: it is not ready, but lives";
            Judgement.Note.Seen = answer.ToString();
            answer.Status.Should().Be(503, answer.ToString());
            await Untouched(stack, before, Profile.Db);
            Judgement.Note.Proof = $"{fault.Name}: unhealthy with {health.FailingStreak} failed probes, health {answer.Status}";
        });

        await Untouched(stack, before, Profile.Db);
        var healed = await stack.Search.Health();
        Judgement.Note.Expected = "200 again";
        Judgement.Note.Seen = healed.ToString();
        healed.Status.Should().Be(200, healed.ToString());
    }

    [TestCaseSource(nameof(Crashing)), Guarantee("H20", Kind.Fault)]
    public async Task The_crash_of_a_service_must_restart_no_other_and_heal_by_itself(string service)
    {
        var stack = await Deployed();
        var before = await Ready(stack);
        Judgement.Note.Container = before[service].Name;
        var marker = $"Zeugnis{Guid.NewGuid():n}";
        List<string> kept = [.. await Write(stack, marker)];

        await Under(stack, new WithWork(new KilledServer(service), async () => kept.AddRange(await Write(stack, marker))), async () =>
        {
            await Eventually.Seen(
                $"'{service}' to be brought back by its restart policy",
                () => stack.Service(service),
                state => state.Ready && state.Id == before[service].Id && state.RestartCount == before[service].RestartCount + 1,
                TimeSpan.FromSeconds(60));
            await Searches(stack);
            var found = await Eventually.Seen(
                $"the {kept.Count} rows that were acknowledged", () => stack.Search.Keyword(marker), answer => answer.Status == 200, TimeSpan.FromSeconds(30));
            var rows = found.Json["documents"]!.AsArray().Select(document => document!["id"]!.ToString()).ToList();
            Judgement.Note.Expected = $"the {kept.Count} rows that were acknowledged before and during the crash";
            Judgement.Note.Seen = $"{rows.Count} rows";
            rows.Should().Contain(kept);
            await Untouched(stack, before, service);
            Judgement.Note.Proof = $"'{service}' was back after one restart, {before.Count - 1} neighbours are the same, {kept.Count} of {kept.Count} acknowledged rows are there";
        });
    }

    [Test, Guarantee("H20", Kind.Fault)]
    public async Task Searches_must_be_answered_while_the_cache_is_away()
    {
        var stack = await Deployed();
        var before = await Ready(stack);

        await Under(stack, new StoppedService(Profile.Cache), async () =>
        {
            foreach (var ask in new[] { () => stack.Search.Ask(Unique("Postkarten aus Breslau"), TimeSpan.FromSeconds(Limit + Tolerance)), () => stack.Search.Keyword("Breslau") })
            {
                var answer = await ask();
                Judgement.Note.Expected = "200 without the cache";
                Judgement.Note.Seen = answer.ToString();
                answer.Status.Should().Be(200, answer.ToString());
            }

            await Untouched(stack, before, Profile.Cache);
            Judgement.Note.Proof = "natural-language and keyword search gave 200 without the cache, nobody restarted";
        });

        await Untouched(stack, before, Profile.Cache);
    }

    // What is not acknowledged may be lost; a crash of proxy or database refuses some.
    private static async Task<IEnumerable<string>> Write(Stack stack, string marker)
    {
        List<Answer> answers = [];
        for (var letter = 0; letter < 5; letter++)
        {
            answers.Add(await stack.Search.Write($"{marker} Brief {letter}"));
        }

        return answers.Where(answer => answer.Status == 201).Select(answer => answer.Json["id"]!.ToString());
    }

    private static IEnumerable<TestCaseData> DatabaseAway() => new IFault[] { new StoppedService(Profile.Db), new FrozenContainer(Profile.Db) }
        .Select(fault => new TestCaseData(fault).SetName($"When {fault.Name}, readiness must fail and heal by itself"));

    private static IEnumerable<TestCaseData> Crashing() => new[] { Profile.Cache, Profile.Db, Profile.Proxy }
        .Select(service => new TestCaseData(service).SetName($"A crash of {service} must restart no other container and heal by itself"));
}
