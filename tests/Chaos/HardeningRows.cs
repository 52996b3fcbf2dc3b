using Archiv.Tests.Support.Clients;
using Archiv.Tests.Support.Faults;

namespace Archiv.Tests.Chaos;

/// <summary>The guide's bounds and dependencies under fire: what one service does or suffers stays with it, and ends.</summary>
public sealed partial class HardeningRows : Scenario
{
    // The guide's rotation of an application's log: three files of ten megabytes.
    private const int GuidesFiles = 3;
    private const long GuidesSize = 10_000_000;

    // The guide's limit of processes, whatever an overlay made of the file's.
    private const long GuidesProcesses = 200;

    private Task<Stack> Deployed() => Given(() => Stack.Up("hardening under fire", Profile), Profile.Backend);

    [TestCaseSource(nameof(LongRunning)), Guarantee("H9", Kind.Fault)]
    public async Task A_fork_bomb_must_be_contained_and_the_service_must_recover(string service)
    {
        var stack = await Deployed();
        var before = await Healthy(stack);
        Judgement.Note.Container = before[service].Name;
        var limit = (await stack.Engine.Inspect(before[service].Id)).HostConfig.PidsLimit;
        var bomb = new ForkBomb(service);

        await Under(stack, bomb, async () =>
        {
            Judgement.Note.Expected = $"a process refused by the kernel, at the limit that the engine was given ({limit}), at most the guide's {GuidesProcesses}, before {ForkBomb.Most} are started";
            Judgement.Note.Seen = $"{bomb.Full}; before it {bomb.Before}{(bomb.Unhindered ? "; every process was started" : "")}";
            bomb.Unhindered.Should().BeFalse(Judgement.Note.Seen);
            bomb.Full!.Limit.Should().Be(limit, Judgement.Note.Seen);
            bomb.Full.Limit.Should().BeLessThanOrEqualTo(GuidesProcesses, Judgement.Note.Seen);
            // The count may be a little above: what the engine puts in from outside, as a health probe, is no fork.
            // A kernel that does not count refusals leaves the shell's word for it.
            (bomb.Full.Refused is null || bomb.Full.Refused > bomb.Before!.Refused).Should().BeTrue(Judgement.Note.Seen);
            await OthersAnswer(stack, service);
            await Untouched(stack, before, service);
        });

        Judgement.Note.Container = before[service].Name;
        Judgement.Note.Expected = "none of the bomb's processes after they were killed, zombies included, and everybody else in the same container";
        Judgement.Note.Seen = $"{bomb.After?.ToString() ?? "nothing that could be read"}; before it {bomb.Before}";
        bomb.After.Should().NotBeNull(Judgement.Note.Seen);
        bomb.Gone(bomb.After!).Should().BeTrue($"what stays counts against the limit: {Judgement.Note.Seen}");
        await Untouched(stack, before, service);
        Judgement.Note.Proof = $"{service}: {bomb.Before!.Current} processes, then {bomb.Full}, {bomb.After!.Current} after";
    }

    [Test, Guarantee("H10", Kind.Fault)]
    public async Task A_log_flood_must_stay_within_its_bound_on_disk_while_the_service_answers()
    {
        var stack = await Deployed();
        var before = await Healthy(stack);
        var flood = new LogFlood(Profile.Backend, GuidesFiles, GuidesSize);
        List<Answer> answers = [];

        await Under(stack, new WithWork(flood, AskMeanwhile), async () =>
        {
            Judgement.Note.Expected = $"at most {flood.Allowed:N0} bytes on disk ({flood.Settings}) after {flood.Written:N0} were written";
            Judgement.Note.Seen = $"{flood.OnDisk:N0} bytes";
            flood.OnDisk.Should().BeLessThanOrEqualTo(flood.Allowed);
            Judgement.Note.Proof = $"{flood.Written:N0} bytes written, {Judgement.Note.Seen} on disk of {flood.Allowed:N0} allowed ({flood.Settings}), {answers.Count} searches answered meanwhile";
            Judgement.Note.Expected = "200 for each search during the flood";
            Judgement.Note.Seen = string.Join("; ", answers);
            answers.Should().OnlyContain(answer => answer.Status == 200);
            await Untouched(stack, before);
        });

        async Task AskMeanwhile()
        {
            do
            {
                answers.Add(await stack.Search.Keyword("Breslau"));
            }
            while (!flood.Over && answers.Count < 100);
        }
    }

    // Keyword search is what works without cache and model server; of a database or backend in trouble the proxy still says so.
    private static async Task OthersAnswer(Stack stack, string bombed)
    {
        if (bombed == Profile.Proxy)
        {
            return;
        }

        var answer = await stack.Search.Keyword("Breslau");
        var answers = bombed == Profile.Backend || bombed == Profile.Db;
        Judgement.Note.Look(
            await stack.Container(answers ? Profile.Proxy : Profile.Backend), answers ? "an answer of the proxy" : "200 for a keyword search", answer.ToString());
        (answers ? answer.Status > 0 : answer.Status == 200).Should().BeTrue(answer.ToString());
    }

    private static IEnumerable<TestCaseData> LongRunning() =>
        new[] { Profile.Proxy, Profile.Backend, Profile.Db, Profile.Cache, Profile.Ollama }
            .Select(service => new TestCaseData(service).SetName($"A fork bomb in {service} must be contained and {service} must recover"));
}
