namespace Archiv.Tests.Load;

/// <summary>The stack that most load rows put under load in turn, with its memory watched from its first row to its last.</summary>
[SetUpFixture]
public sealed class LoadedStack
{
    private static readonly Lazy<Task<(Stack Stack, MemoryWatch Memory)>> Up = new(Bring);
    private static readonly Lazy<Task<double>> Search = new(async () => await Searches.Alone(await Get()));

    /// <summary>The load that the profile states.</summary>
    internal static LoadSettings Settings { get; } = new(Profile.Current);

    /// <summary>The stack; when it cannot be brought up, the row is unknown.</summary>
    internal static Task<Stack> Get() => Judged(async () => (await Up.Value).Stack);

    /// <summary>A stack of a row's own; when it cannot be brought up, the row is unknown.</summary>
    /// <param name="name">What it is for.</param>
    /// <param name="with">Settings that differ from the profile's.</param>
    internal static Task<Stack> Own(string name, params (string Key, string Value)[] with) => Judged(() => Stack.Up(name, Profile.Current.With(with)));

    /// <summary>How long a search takes there when nobody else searches, in seconds: asked once a run, before the first load.</summary>
    internal static Task<double> Alone() => Search.Value;

    /// <summary>What its services held so far.</summary>
    internal static async Task<MemoryWatch> Memory() => (await Up.Value).Memory;

    [OneTimeTearDown]
    public static async Task Down()
    {
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
