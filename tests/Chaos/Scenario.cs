using System.Runtime.ExceptionServices;
using System.Text.RegularExpressions;
using Archiv.Tests.Support.Clients;
using Archiv.Tests.Support.Engine;
using Archiv.Tests.Support.Evidence;
using Archiv.Tests.Support.Faults;
using Archiv.Tests.Support.Profiles;

namespace Archiv.Tests.Chaos;

/// <summary>A fixture with a stack of its own, which its rows break and heal in turn; taken down at the end in any case.</summary>
public abstract class Scenario
{
    /// <summary>A natural-language search ends within this time, in seconds (ADR-034 §5).</summary>
    protected const double Limit = 60;

    /// <summary>What the proxy, the backend and the proxy's network may add to the backend's own deadline, in seconds.</summary>
    protected const double Tolerance = 2;

    // The engine needs a moment to notice a death, a container to take its rules.
    private static readonly TimeSpan Bite = TimeSpan.FromSeconds(10);

    private Stack? stack;
    private string backend = "";
    private string? spoiled;

    /// <summary>The profile of this run.</summary>
    protected static Profile Profile { get; } = Profile.Current;

    /// <inheritdoc cref="SearchClient.Unique" />
    protected static string Unique(string about) => SearchClient.Unique(about);

    /// <summary>The fixture's stack, brought up by the first row that needs it; unknown when an earlier row left it unhealed.</summary>
    /// <param name="up">Brings it up.</param>
    /// <param name="looksAt">The service that the row looks at first; null where it names its containers itself.</param>
    /// <param name="cameUp">The row judges a later <c>up</c>, so that it is unknown where the first one failed already (A2.8 says that).</param>
    protected async Task<Stack> Given(Func<Task<Stack>> up, string? looksAt, bool cameUp = false)
    {
        ArgumentNullException.ThrowIfNull(up);
        if (spoiled is not null)
        {
            Unjudged.Because(spoiled);
        }

        try
        {
            stack ??= await up();
            await stack.Judged(looksAt);
            backend = await stack.Container(Profile.Backend);
            if (cameUp && stack.FirstUp.ExitCode != 0)
            {
                Unjudged.Because($"precondition failed: the first up of this stack ended so: {stack.FirstUp}");
            }

            return stack;
        }
        catch (Exception failed) when (failed is not (ResultStateException or OutOfMemoryException))
        {
            spoiled = $"no stack: {failed.GetType().Name}: {failed.Message}";
            Unjudged.Because(spoiled);
            throw;
        }
    }

    /// <summary>What every fault row presupposes: a search is answered. Else this row is unknown.</summary>
    protected static Task<Answer> SteadyState(Stack stack) => Eventually.Given(
        "the steady state (a search with 200 and a result)", () => stack.Search.Ask(Unique("Briefe aus Stettin"), TimeSpan.FromSeconds(62)),
        answer => answer.IsResult, TimeSpan.FromSeconds(90));

    /// <summary>A search is answered, sooner or later: whoever asks again after a 503 gets there.</summary>
    protected static async Task<Answer> Searches(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var answering = await stack.Container(Profile.Backend);
        return await Eventually.Seen("a search with 200 and a result", () => AnySearch(stack), answer => answer.IsResult, TimeSpan.FromSeconds(90), where: _ => answering);
    }

    /// <summary>The next search is answered: one, and not some later one.</summary>
    protected static async Task<Answer> NextSearch(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var next = await AnySearch(stack);
        Judgement.Note.Look(await stack.Container(Profile.Backend), "200 and a result for the next search", next.ToString());
        next.IsResult.Should().BeTrue(Judgement.Note.Seen);
        return next;
    }

    /// <summary>
    /// Searches, sooner or later, where no search was seen before. Searches that work after a restart of the backend needed one, which breaks the row;
    /// a stack on which they never work says nothing about it (E1.1 says it) and leaves it unknown.
    /// </summary>
    private static async Task<Answer> SearchesWithoutRestart(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var found = await Eventually.Last(() => AnySearch(stack), answer => answer.IsResult, TimeSpan.FromSeconds(90));
        if (found is { IsResult: true })
        {
            return found;
        }

        await stack.Compose("restart", Profile.Backend);
        await Eventually.Given("a search to work on this stack at all, here after a restart of the backend", () => AnySearch(stack), answer => answer.IsResult, TimeSpan.FromSeconds(60));
        Judgement.Note.Look(await stack.Container(Profile.Backend), "a search with 200 without a restart of the backend", $"{found}; after a restart 200");
        Assert.Fail($"expected {Judgement.Note.Expected}, but {Judgement.Note.Seen}");
        throw new InvalidOperationException();
    }

    private static Task<Answer> AnySearch(Stack stack) => stack.Search.Ask(Unique("Fotos aus Leipzig"), TimeSpan.FromSeconds(62));

    /// <summary>
    /// The shape of every fault row: steady state, break, see that it bites, judge, then heal in any case and see the steady state again:
    /// a search is answered, and whatever was healthy before is so again, in the same container unless the fault replaces it.
    /// A fault that cannot be injected or does not bite leaves the row unknown; a stack that does not heal breaks the row and leaves the later ones unknown.
    /// </summary>
    /// <param name="stack">The stack.</param>
    /// <param name="fault">The fault.</param>
    /// <param name="judge">Judges the stack under it.</param>
    /// <param name="steady">False where no search can be asked first: the fault came with the stack, or strikes one that is under way.</param>
    /// <param name="unseen">True where no search was answered on this stack yet: see <see cref="SearchesWithoutRestart" />.</param>
    protected async Task Under(Stack stack, IFault fault, Func<Task> judge, bool steady = true, bool unseen = false)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentNullException.ThrowIfNull(judge);
        if (steady)
        {
            await SteadyState(stack);
        }

        var before = await stack.Services();
        ExceptionDispatchInfo? first = null;
        try
        {
            Run.Current.Say("fault", stack.Project, fault.Name);
            await Inject(fault, stack);
            await Eventually.Given($"the fault to bite: {fault.Name}", () => fault.Escapes(stack), seen => seen is null, Bite);
            await judge();
        }
        catch (Exception cause) when (cause is not OutOfMemoryException)
        {
            first = ExceptionDispatchInfo.Capture(cause);
            await Judgement.Note.CollectNow();
        }

        try
        {
            await Heal(stack, async () =>
            {
                await fault.Heal(stack);
                await AsBefore(stack, before, fault);
            }, unseen);
        }
        catch when (first is not null)
        {
            // The first cause counts; later rows read the other one.
        }

        first?.Throw();
    }

    private static async Task Inject(IFault fault, Stack stack)
    {
        try
        {
            await fault.Break(stack);
        }
        catch (Exception failed) when (failed is not (ResultStateException or OutOfMemoryException))
        {
            Unjudged.Because($"the fault could not be injected: {fault.Name}: {failed.GetType().Name}: {failed.Message}");
        }
    }

    private static Task<IReadOnlyDictionary<string, ServiceState>> AsBefore(Stack stack, IReadOnlyDictionary<string, ServiceState> before, IFault fault)
    {
        var healthy = before.Values.Where(state => state.Ready).ToList();
        return Eventually.Seen(
            "every service that was healthy to be so again, in its own container",
            stack.Services,
            now => !Differ(now).Any(),
            TimeSpan.FromSeconds(60),
            now => string.Join("; ", Differ(now).Select(was => $"{was} became {now.GetValueOrDefault(was.Service)?.ToString() ?? "nothing"}")),
            now => string.Join(", ", Differ(now).Select(was => was.Name)));

        IEnumerable<ServiceState> Differ(IReadOnlyDictionary<string, ServiceState> now) =>
            healthy.Where(was => !Same(now.GetValueOrDefault(was.Service), was, fault.Replaces(stack, was.Service)));
    }

    private static bool Same(ServiceState? now, ServiceState was, bool replaced) => now is { Ready: true } && (replaced || now.Id == was.Id);

    /// <summary>Heals and proves the steady state; if it does not come back, later rows of this stack are unknown.</summary>
    /// <param name="on">The stack.</param>
    /// <param name="heal">Undoes the fault.</param>
    /// <param name="unseen">True where no search was answered on this stack yet.</param>
    protected async Task Heal(Stack on, Func<Task> heal, bool unseen = false)
    {
        ArgumentNullException.ThrowIfNull(on);
        ArgumentNullException.ThrowIfNull(heal);
        Run.Current.Say("heal", on.Project, on.Name);
        try
        {
            await heal();
            await (unseen ? SearchesWithoutRestart(on) : Searches(on));
        }
        catch (Exception unhealed) when (unhealed is not OutOfMemoryException)
        {
            spoiled = $"the stack did not heal after {TestContext.CurrentContext.Test.Name}: {unhealed.Message.Trim()}";
            throw;
        }
    }

    /// <summary>All long-running services but the named ones run and are healthy.</summary>
    protected static async Task<IReadOnlyDictionary<string, ServiceState>> Ready(Stack stack, params string[] except)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var expected = Expected(stack, except);
        var ready = await Eventually.Seen(
            "every other service to be healthy",
            stack.Services,
            states => expected.All(name => states.TryGetValue(name, out var state) && state.Ready),
            TimeSpan.FromSeconds(60),
            states => string.Join("; ", expected.Select(name => states.GetValueOrDefault(name)?.ToString() ?? $"{name} is missing")),
            states => string.Join(", ", expected.Where(name => states.GetValueOrDefault(name) is not { Ready: true }).Select(name => states.GetValueOrDefault(name)?.Name ?? name)));
        // Caddy is healthy before it has made its certificate: who asks in that moment is refused by TLS.
        await Eventually.Given("the proxy to answer at all", stack.Search.Health, answer => answer.Status != 0, TimeSpan.FromSeconds(30));
        return ready;
    }

    /// <summary>What is there before a fault: all long-running services run and are healthy. Else this row is unknown.</summary>
    protected static Task<IReadOnlyDictionary<string, ServiceState>> Healthy(Stack stack)
    {
        var expected = Expected(stack, []);
        return Eventually.Given(
            "every service to be healthy", stack.Services, states => expected.All(name => states.GetValueOrDefault(name) is { Ready: true }), TimeSpan.FromSeconds(120));
    }

    /// <summary>The same containers as before, not restarted, but for the named services.</summary>
    protected static async Task Untouched(Stack stack, IReadOnlyDictionary<string, ServiceState> before, params string[] except)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(before);
        Neighbours.MustBeTheSame(before.Values.Where(state => !except.Contains(state.Service)), await stack.Services());
    }

    /// <summary>A clean refusal: 503 as problem+json with Retry-After that gives nothing away.</summary>
    protected void CleanRefusal(Answer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        Judgement.Note.Look(backend, "503 application/problem+json with Retry-After and without stack trace or host name", answer.ToString());
        answer.Status.Should().Be(503, answer.ToString());
        answer.ContentType.Should().Be("application/problem+json", answer.ToString());
        answer.RetryAfter.Should().NotBeNullOrEmpty("a caller must learn when to try again");
        answer.Body.Should().NotContainAny("11434", "Exception", "   at ", "java.");
        // JSON writes the tab before a frame as \t.
        answer.Body.Should().NotMatchRegex(@"\bat [\w.$]+\(", "the frames of a stack are nobody's business outside");
        foreach (var host in stack!.Model.Services.Keys)
        {
            answer.Body.Should().NotMatchRegex($@"\b{Regex.Escape(host)}\b", $"'{host}' is nobody's business outside");
        }
    }

    /// <summary>The answer came within a time, measured by its caller.</summary>
    protected void CameWithin(Answer answer, TimeSpan limit, string because = "")
    {
        ArgumentNullException.ThrowIfNull(answer);
        Judgement.Note.Look(backend, $"{answer.Status} within {limit.TotalSeconds:0} s", answer.ToString());
        answer.Elapsed.Should().BeLessThan(limit, because);
    }

    [OneTimeTearDown]
    public async Task TakeDown()
    {
        if (stack is not null)
        {
            await stack.DisposeAsync();
        }
    }

    private static List<string> Expected(Stack stack, string[] except)
    {
        List<string> expected = [.. stack.LongRunning.Except(except)];
        if (expected.Count == 0)
        {
            Unjudged.Because("no service of the file is known to run for long, so that all of them are healthy says nothing");
        }

        return expected;
    }
}
