using System.Text.Json;
using System.Text.Json.Nodes;
using Archiv.Tests.Support.Clients;
using Archiv.Tests.Support.Evidence;
using Archiv.Tests.Support.Faults;

namespace Archiv.Tests.Chaos;

/// <summary>Another model comes into use while everything runs, or does not because it is unfit. A recording double between backend and server shows who is asked.</summary>
public sealed class NewModelRows : Scenario
{
    // What users ask about, as against what the application asks to try a model.
    private const string Topic = "Fotos aus Breslau";

    private static readonly TimeSpan Within = TimeSpan.FromSeconds(Limit + Tolerance);

    // Whoever was refused asks again after a while only: the pause grows with each refusal.
    private static readonly TimeSpan Noticing = TimeSpan.FromSeconds(60);

    // The application looks at its file every few seconds.
    private static readonly TimeSpan AnotherLook = TimeSpan.FromSeconds(5);

    private readonly string folder = Directory.CreateDirectory(Path.Combine(Run.Current.Directory, $"config-{Guid.NewGuid():n}")).FullName;

    [OneTimeTearDown]
    public void Forget() => Directory.Delete(folder, recursive: true);

    private Task<Stack> Deployed() => Given(() => Stack.Up("new model", Profile.With(("ARCHIV_CONFIG_DIR", folder)), "overlays/chaos/upstream.yml"), Profile.Backend);

    [Test, Guarantee("U2", Kind.Live)]
    public async Task A_new_model_must_come_into_use_without_a_restart_of_anything()
    {
        var stack = await Deployed();
        var (next, setting) = (Profile.Applicable("NEXT_MODEL"), Setting(stack));
        var named = setting.Read();
        await SteadyState(stack);
        var old = await InUse(stack);
        var before = await Healthy(stack);
        if ((await stack.ModelServer.Models()).Contains(next) || old == next)
        {
            Unjudged.Because($"{next} is there already: the row needs one that is not (NEXT_MODEL)");
        }

        List<Answer> meanwhile = [];
        var done = false;
        var users = Search(stack, meanwhile, () => done);
        try
        {
            await Done(stack, "pull", next);
            await Done(stack, "run", next, "Guten Tag");
            setting.Write(next);
            await Eventually.Seen($"searches to be computed with {next}", () => Named(stack, next), seen => seen.Any(request => request.Body.Contains(Topic, StringComparison.Ordinal)), Noticing, _ => $"none, {meanwhile.Count} searches asked for {old}", _ => before[Profile.Backend].Name);
            await Done(stack, "rm", old);
        }
        finally
        {
            done = true;
            await users;
        }

        var (used, listed) = (await InUse(stack), await stack.ModelServer.Models());
        Judgement.Note.Look(null, $"{next} to be in use, {old} not to be there", $"{used} in use; listed are {string.Join(", ", listed)}");
        used.Should().Be(next);
        listed.Should().Contain(next).And.NotContain(old);
        Judgement.Note.Expected = "200 for each search meanwhile";
        Judgement.Note.Seen = string.Join("; ", meanwhile.Where(answer => answer.Status != 200));
        meanwhile.Should().OnlyContain(answer => answer.Status == 200);
        await Untouched(stack, before);
        Judgement.Note.Proof = $"{old} gave way to {next}; {meanwhile.Count} searches meanwhile were all answered, {before.Count} containers are the same";

        // The later rows of this stack presuppose the model that its files name.
        await Heal(stack, async () =>
        {
            await Done(stack, "pull", old);
            setting.Write(named);
            await Eventually.Seen($"searches to be computed with {old} again", () => InUse(stack), model => model == old, Noticing);
            await Done(stack, "rm", next);
        });
    }

    [TestCaseSource(nameof(Unfit)), Guarantee("U3", Kind.Fault)]
    public async Task An_unfit_model_must_never_come_into_use(string how, string key, string? pullEnds)
    {
        var stack = await Deployed();
        var unfit = Profile.Applicable(key);
        await SteadyState(stack);
        var old = await InUse(stack);
        var before = await Healthy(stack);
        var fault = new UnfitModel(how, unfit, Setting(stack), pullEnds);

        await Under(stack, fault, async () =>
        {
            await Eventually.Given($"the application to ask for {unfit}", () => Named(stack, unfit), seen => seen.Count > 0, Noticing);
            List<Answer> answers = [];
            var clock = TimeProvider.System.GetTimestamp();
            await Search(stack, answers, () => TimeProvider.System.GetElapsedTime(clock) > AnotherLook);

            Judgement.Note.Expected = $"200 for each search, computed with {old}";
            Judgement.Note.Seen = string.Join("; ", answers.Where(answer => answer.Status != 200));
            answers.Should().OnlyContain(answer => answer.Status == 200);
            var used = await InUse(stack);
            Judgement.Note.Look(null, $"{old} in use", $"{used} in use");
            used.Should().Be(old);
            await Untouched(stack, before);
            await StaysAfterARestart(stack, old, unfit);
            Judgement.Note.Proof = $"{how}: {answers.Count} searches were answered with {old}, and so they were after a restart of the backend; its pull ended so: {fault.Pull}";
        });
    }

    // A host that boots while the unfit name stands there must not bring it into use either.
    private static async Task StaysAfterARestart(Stack stack, string old, string unfit)
    {
        var asked = (await Named(stack, unfit)).Count;
        var restarted = await stack.Compose("restart", Profile.Backend);
        if (restarted.ExitCode != 0)
        {
            Unjudged.Because($"no restart of the backend: {restarted}");
        }

        var answering = await stack.Container(Profile.Backend);
        await Eventually.Seen("a search with 200 after a restart of the backend", () => stack.Search.Ask(Unique(Topic), Within), answer => answer.Status == 200, TimeSpan.FromSeconds(90), where: _ => answering);
        await Eventually.Given($"the application to ask for {unfit} again", () => Named(stack, unfit), seen => seen.Count > asked, Noticing);
        var used = await InUse(stack);
        Judgement.Note.Look(answering, $"{old} in use after a restart of the backend", $"{used} in use");
        used.Should().Be(old);
    }

    private static IEnumerable<TestCaseData> Unfit() =>
    [
        new TestCaseData("whose weights do not load", "UNLOADABLE_MODEL", null).SetName("A model whose weights do not load must never come into use"),
        new TestCaseData("whose weights are not what their digest says", "ROTTEN_MODEL", "digest mismatch").SetName("A model whose weights are not what their digest says must never come into use"),
    ];

    private static ModelFile Setting(Stack stack) => new(stack.Profile.Applicable("MODEL_FILE"));

    // An operator's command in the running server.
    private static async Task Done(Stack stack, params string[] command)
    {
        var ended = await stack.Compose(["exec", "-T", Profile.Ollama, "ollama", .. command]);
        Judgement.Note.Look(await stack.Container(Profile.Ollama), $"`ollama {string.Join(' ', command)}` in the running server to succeed", ended.ToString());
        ended.ExitCode.Should().Be(0, ended.ToString());
    }

    private static async Task Search(Stack stack, List<Answer> answers, Func<bool> enough)
    {
        do
        {
            answers.Add(await stack.Search.Ask(Unique(Topic), Within));
        }
        while (!enough());
    }

    // Questions are unique, so that the one who asks finds their own among the recorded requests.
    private static async Task<string> InUse(Stack stack)
    {
        var question = Unique("Briefe von Anna");
        var answer = await stack.Search.Ask(question, Within);
        Judgement.Note.Look(await stack.Container(Profile.Backend), "200 for a search", answer.ToString());
        answer.Status.Should().Be(200, answer.ToString());
        var request = (await stack.Upstream.Requests()).LastOrDefault(sent => sent.Body.Contains(question[^32..], StringComparison.Ordinal));
        return request is null ? "no model" : Model(request) ?? "no model";
    }

    // Requests of the application that name a model, also those that only try it.
    private static async Task<List<UpstreamRequest>> Named(Stack stack, string model) =>
        [.. (await stack.Upstream.Requests()).Where(request => request.Status != 0 && Model(request) == model)];

    private static string? Model(UpstreamRequest request)
    {
        try
        {
            return (JsonNode.Parse(request.Body) as JsonObject)?["model"]?.ToString();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
