using Archiv.Tests.Support.Clients;
using Archiv.Tests.Support.Faults;

namespace Archiv.Tests.Chaos;

/// <summary>A neighbour is away, or crashes.</summary>
public sealed partial class HardeningRows
{
    private const int Letters = 5;

    [TestCaseSource(nameof(DatabaseAway)), Guarantee("H19", Kind.Fault)]
    public async Task Readiness_must_fail_while_the_database_is_away_and_heal_by_itself(IFault fault)
    {
        var stack = await Deployed();
        var before = await Healthy(stack);
        var probe = (await stack.Engine.Inspect(before[Profile.Backend].Id)).Config.Healthcheck!;
        // The application may take some seconds to believe it.
        var bound = (probe.Interval + probe.Timeout) * (probe.Retries + 1) + TimeSpan.FromSeconds(15);

        await Under(stack, fault, async () =>
        {
            Judgement.Note.Waited = probe.Interval.TotalSeconds * probe.Retries;
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
        var before = await Healthy(stack);
        Judgement.Note.Container = before[service].Name;
        var crash = new KilledServer(service);
        List<(string Marker, List<string> Ids)> written = [await Write(stack)];

        await Under(stack, new WithWork(crash, WriteMeanwhile), async () =>
        {
            await Eventually.Seen(
                $"'{service}' to be brought back by its restart policy",
                () => stack.Service(service),
                state => state.Ready && state.Id == before[service].Id && state.RestartCount == before[service].RestartCount + 1,
                TimeSpan.FromSeconds(60));
            await Searches(stack);
            var rows = await Rows(stack, written.Select(batch => batch.Marker));
            var lost = written.SelectMany(batch => batch.Ids).Except(rows).ToList();
            Judgement.Note.Expected = "every row that was acknowledged before and during the crash";
            Judgement.Note.Seen = $"{rows.Count} rows; lost are {string.Join(", ", lost)}";
            lost.Should().BeEmpty();
            await Untouched(stack, before, service);
            Judgement.Note.Proof = $"'{service}' was back after one restart, {before.Count - 1} neighbours are the same, "
                + $"{written.Sum(batch => batch.Ids.Count)} rows of {written.Count * Letters} tries were acknowledged and are there";
        });

        async Task WriteMeanwhile()
        {
            do
            {
                written.Add(await Write(stack));
            }
            while (!crash.Struck && written.Count < 50);
        }
    }

    [Test, Guarantee("H20", Kind.Fault)]
    public async Task Searches_must_be_answered_while_the_cache_is_away()
    {
        var stack = await Deployed();
        var before = await Healthy(stack);

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

    // What is not acknowledged may be lost; a crash of proxy or database refuses some. A search returns a limited number, so each batch has a word of its own.
    private static async Task<(string Marker, List<string> Ids)> Write(Stack stack)
    {
        var marker = $"Zeugnis{Guid.NewGuid():n}";
        List<Answer> answers = [];
        for (var letter = 0; letter < Letters; letter++)
        {
            answers.Add(await stack.Search.Write($"{marker} Brief {letter}"));
        }

        return (marker, [.. answers.Where(answer => answer.Status == 201).Select(answer => answer.Json["id"]!.ToString())]);
    }

    private static async Task<List<string>> Rows(Stack stack, IEnumerable<string> markers)
    {
        List<string> ids = [];
        foreach (var marker in markers)
        {
            var found = await Eventually.Seen("a keyword search with 200", () => stack.Search.Keyword(marker), answer => answer.Status == 200, TimeSpan.FromSeconds(30));
            ids.AddRange(found.Json["documents"]!.AsArray().Select(document => document!["id"]!.ToString()));
        }

        return ids;
    }

    private static IEnumerable<TestCaseData> DatabaseAway() => new IFault[] { new StoppedService(Profile.Db), new FrozenContainer(Profile.Db) }
        .Select(fault => new TestCaseData(fault).SetName($"When {fault.Name}, readiness must fail and heal by itself"));

    private static IEnumerable<TestCaseData> Crashing() => new[] { Profile.Cache, Profile.Db, Profile.Proxy }
        .Select(service => new TestCaseData(service).SetName($"A crash of {service} must restart no other container and heal by itself"));
}
