namespace Archiv.Tests.Load;

/// <summary>The stack that most load rows put under load in turn, with its memory watched from its first row to its last.</summary>
[SetUpFixture]
public sealed class LoadedStack
{
    private static readonly Lazy<Task<(Stack Stack, MemoryWatch Memory)>> Up = new(Bring);
    private static readonly Lazy<Task<double>> Search = new(async () => await Searches.Alone(await Get()));

    private static readonly List<Task> Going = [];

    /// <summary>The load that the profile states.</summary>
    internal static LoadSettings Settings { get; } = new(Profile.Current);

    /// <summary>The rows that have put it under load so far.</summary>
    internal static SortedSet<string> Rows { get; } = [];

    /// <summary>True once it has been under a load far above what it can compute, to its end.</summary>
    internal static bool Overloaded { get; set; }

    /// <summary>The Compose project of the stack that was asked for last: rows run one after the other, so it is the one under load.</summary>
    internal static string Project { get; private set; } = "";

    /// <summary>The stack; when it cannot be brought up, the row is unknown.</summary>
    internal static Task<Stack> Get() => Judged(async () =>
    {
        var stack = (await Up.Value).Stack;
        Rows.UnionWith(TestContext.CurrentContext.Test.Properties["Guarantee"].Cast<string>());
        return stack;
    });

    /// <summary>A stack of a row's own; when it cannot be brought up, the row is unknown.</summary>
    /// <param name="name">What it is for.</param>
    /// <param name="with">Settings that differ from the profile's.</param>
    internal static Task<Stack> Own(string name, params (string Key, string Value)[] with) => Judged(() => Stack.Up(name, Profile.Current.With(with)));

    /// <summary>How long a search takes there when nobody else searches, in seconds: asked once a run, before the first load.</summary>
    internal static Task<double> Alone() => Search.Value;

    /// <summary>What its services held so far.</summary>
    internal static async Task<MemoryWatch> Memory() => (await Up.Value).Memory;

    /// <summary>Tells the timeline that a load begins which no <see cref="Traffic"/> makes; its name stands before the colon.</summary>
    internal static void LoadBegins(Stack stack, string what) => Support.Evidence.Run.Current.Say("load", stack.Project, what);

    /// <summary>Tells the timeline that it has ended.</summary>
    internal static void LoadEnded(Stack stack, string what) => Support.Evidence.Run.Current.Say("load-end", stack.Project, what);

    /// <summary>Takes a row's own stack down beside what comes next; waited for at the end.</summary>
    internal static void GoesDown(Stack? stack)
    {
        if (stack is not null)
        {
            Going.Add(stack.DisposeAsync().AsTask());
        }
    }

    [OneTimeTearDown]
    public static async Task Down()
    {
        await Task.WhenAll(Going);
        if (Up.IsValueCreated && !Up.Value.IsFaulted)
        {
            var (stack, memory) = await Up.Value;
            await memory.DisposeAsync();
            await stack.DisposeAsync();
        }
    }

    private static async Task<Stack> Judged(Func<Task<Stack>> bring)
    {
        try
        {
            var stack = await bring();
            await stack.Judged(stack.Profile.Backend);
            Project = stack.Project;
            return stack;
        }
        catch (Exception failed) when (failed is not (ResultStateException or OutOfMemoryException))
        {
            Unjudged.Because($"no stack: {failed.GetType().Name}: {failed.Message}");
            throw;
        }
    }

    private static async Task<(Stack, MemoryWatch)> Bring()
    {
        var stack = await Stack.Up("under load", Profile.Current.With(Settings.With));
        return (stack, new MemoryWatch(stack));
    }
}
