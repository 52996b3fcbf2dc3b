using System.Globalization;
using Archiv.Tests.Support.Faults;

namespace Archiv.Tests.Chaos.Bootstrap;

/// <summary>ADR-034 §2: the model init on a volume that is nearly right, or unusable.</summary>
public sealed class ModelInitFaultRows : Scenario
{
    private static readonly TimeSpan Bounded = TimeSpan.FromSeconds(90);

    private Task<Stack> Deployed() => Given(() => Stack.Up("model init in trouble", Profile), Profile.Init, cameUp: true);

    [TestCaseSource(nameof(NearMisses)), Guarantee("A2.9", Kind.Fault)]
    public async Task A_volume_that_holds_only_a_near_miss_must_get_the_exact_model_by_the_next_up(NearMissModel volume)
    {
        var stack = await Deployed();

        await Under(stack, volume, async () =>
        {
            var near = await stack.ModelServer.Models();
            var before = await stack.Registry.Requests();

            var up = await stack.ReUp();

            var init = await stack.Service(Profile.Init);
            var asked = await stack.Registry.Requests() - before;
            var listed = await stack.ModelServer.Models();
            Judgement.Note.Container = init.Name;
            Judgement.Note.Expected = $"init asks the registry and exits 0, {Profile.Model} is listed";
            Judgement.Note.Seen = $"{asked} requests to the registry, {init}; listed: {string.Join(", ", listed)}; {up}";
            up.ExitCode.Should().Be(0, up.ToString());
            init.ExitCode.Should().Be(0, init.ToString());
            asked.Should().BePositive("the model was not there");
            listed.Should().Contain(Profile.Model);
            await Searches(stack);
            Judgement.Note.Proof = $"beside {string.Join(" and ", near)} the model was pulled ({asked} requests), search 200";
        });
    }

    [TestCaseSource(nameof(UnusableVolumes)), Guarantee("A2.10", Kind.Fault)]
    public async Task Init_must_end_in_bounded_time_when_its_server_cannot_start(UnusableVolume volume)
    {
        var stack = await Deployed();
        var before = await stack.Services();

        await Under(stack, volume, async () =>
        {
            var name = await volume.Start(stack);

            Judgement.Note.Container = name;
            Judgement.Note.Expected = $"init ends by itself within {Bounded.TotalSeconds:0} s, not with 0, and no other container changes";
            var ended = await Eventually.Seen(
                "init to end",
                async () => (await stack.Engine.Inspect(name)).State, state => state.Status == "exited", Bounded, state => state.Status);
            var took = Moment(ended.FinishedAt) - Moment(ended.StartedAt);
            var said = (await stack.Engine.Logs(name)).Trim().Split('\n')[^1];
            Judgement.Note.Seen = $"exit {ended.ExitCode} after {took.TotalSeconds:0.0} s: {said}";
            ended.ExitCode.Should().NotBe(0, "a volume without a model must be said");
            took.Should().BeLessThan(Bounded);
            // Only this init has that volume.
            Neighbours.MustBeTheSame(before.Values, await stack.Services());
            Judgement.Note.Proof = $"{volume.Name}: exit {ended.ExitCode} after {took.TotalSeconds:0.0} s";
        });
    }

    private static IEnumerable<TestCaseData> NearMisses() =>
    [
        Near("longer names", new("names that contain the model's", model => [$"{model}-v2", $"archiv-{model}", .. LikeADot(model)])),
        Near("shorter names", new("names that the model's contains", model => [model[..^2], model[1..]])),
    ];

    // In a pattern a dot stands for any letter.
    private static string[] LikeADot(string model) => model.Contains('.', StringComparison.Ordinal) ? [model.Replace('.', 'x')] : [];

    private static TestCaseData Near(string how, NearMissModel volume) =>
        new TestCaseData(volume).SetName($"A volume that holds only {how} than the model's must get the exact model by the next up");

    private static IEnumerable<TestCaseData> UnusableVolumes() =>
    [
        Unusable("is read-only", new("the model volume is read-only", "overlays/chaos/volume-read-only.yml", "Read-only file system")),
        Unusable("is on a full disk", new("the model volume is on a full disk", "overlays/chaos/volume-full.yml", "No space left on device")),
    ];

    private static TestCaseData Unusable(string how, UnusableVolume volume) =>
        new TestCaseData(volume).SetName($"Init must end in bounded time when its server cannot start because the volume {how}");

    private static DateTimeOffset Moment(string? engine) => DateTimeOffset.Parse(engine!, CultureInfo.InvariantCulture);
}
