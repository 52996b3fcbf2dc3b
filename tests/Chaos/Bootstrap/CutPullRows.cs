using Archiv.Tests.Support.Faults;

namespace Archiv.Tests.Chaos.Bootstrap;

/// <summary>ADR-034 §2: a pull that ends in its middle leaves no half model, and the next one goes on.</summary>
public sealed class CutPullRows : Scenario
{
    private Task<Stack> Deployed()
    {
        _ = Profile.Registry;
        return Given(() => Stack.Up("cut pull", Profile), Profile.Init, cameUp: true);
    }

    [TestCaseSource(nameof(Cuts)), Guarantee("A2.6", Kind.Fault)]
    public async Task A_cut_pull_must_leave_no_half_model_and_be_completed_by_the_next_up(CutPull pull)
    {
        var stack = await Deployed();
        await SteadyState(stack);
        var whole = await WholeBlobs(stack);
        PullRemains? left = null;

        await Under(stack, pull, async () =>
        {
            var expected = $"init does not end with 0, a part of the model on the volume, {Profile.Model} not listed, everything else healthy";
            var init = await Eventually.Seen("init to end", () => stack.Service(Profile.Init), state => state.Status == "exited", TimeSpan.FromSeconds(120));
            var up = await pull.Up;
            (left, var listed) = await CutPull.Remains(stack);
            if (pull.Cut == PullCut.NextRefused ? left.Finished.Count == 0 : left.Begun == 0 || left.Begun == left.Size)
            {
                Unjudged.Because($"the pull was not cut in its middle: {left}");
            }

            Judgement.Note.Look(init.Name, expected, $"{init}; {left}; listed: {string.Join(", ", listed)}; {up}");
            // Where init itself is killed its exit code is the fault's own; what `up` makes of it is the stack's.
            (pull.Cut == PullCut.InitKilled ? up.ExitCode : init.ExitCode).Should().NotBe(0, "a pull that was cut must be said");
            listed.Should().NotContain(Profile.Model);
            await Ready(stack, Profile.Ollama);
            CleanRefusal(await stack.Search.Ask(Unique("Urkunden aus Wien"), TimeSpan.FromSeconds(20)));
            Judgement.Note.Proof = $"{pull.Name}: init exited {init.ExitCode}, {left}; not listed, search 503";
        });

        var served = await CutPull.Served(stack);
        var again = await WholeBlobs(stack);
        var models = await stack.ModelServer.Models();
        Judgement.Note.Container = await stack.Container(Profile.Init);
        Judgement.Note.Expected = $"the next up exits 0, {Profile.Model} is listed, all blobs match their digests, and what was there is not fetched again";
        Judgement.Note.Seen = $"{pull.Repair}; served: {string.Join(", ", served.Select(blob => $"{blob.Value} bytes of {blob.Key[..19]}"))}; there was: {left}; listed: {string.Join(", ", models)}";
        pull.Repair!.ExitCode.Should().Be(0, pull.Repair.ToString());
        models.Should().Contain(Profile.Model);
        again.Should().BeEquivalentTo(whole, "each blob must be whole again");
        served.Keys.Should().NotIntersectWith(left!.Finished, "a whole blob is not fetched again");
        if (pull.Cut == PullCut.NetworkGone)
        {
            served[left.Digest].Should().BePositive().And.BeLessThan(left.Size, "the pull goes on where it was cut");
        }

        Judgement.Note.Proof += $"; the next up fetched {served.Values.Sum()} bytes";
    }

    private static IEnumerable<TestCaseData> Cuts() =>
    [
        Cut("when init is killed", new("init is killed", PullCut.InitKilled)),
        Cut("when the network is cut within a blob", new("the network is cut within a blob", PullCut.NetworkGone)),
        Cut("when the registry refuses the next connection", new("the registry refuses the next connection", PullCut.NextRefused)),
    ];

    private static TestCaseData Cut(string how, CutPull pull) =>
        new TestCaseData(pull).SetName($"A pull cut in the middle {how} must leave no half model and be completed by the next up");

    // Every blob on the volume, after its content was compared with its name.
    private static async Task<IReadOnlyList<string>> WholeBlobs(Stack stack)
    {
        var ollama = await stack.Service(Profile.Ollama);
        var sums = await stack.Engine.Exec(ollama.Id, "sh", "-c", "cd /root/.ollama/models/blobs && sha256sum sha256-*");
        Judgement.Note.Look(ollama.Name, "blobs that are named after the digests of their contents", sums.ToString());
        sums.ExitCode.Should().Be(0, sums.ToString());
        var blobs = sums.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split("  ")).ToList();
        blobs.Should().OnlyContain(blob => blob[1] == $"sha256-{blob[0]}", "a blob's name is the digest of its content");
        return [.. blobs.Select(blob => blob[1])];
    }
}
