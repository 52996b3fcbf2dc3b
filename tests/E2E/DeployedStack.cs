using Archiv.Tests.Support.Engine;
using Archiv.Tests.Support.Profiles;

namespace Archiv.Tests.E2E;

/// <summary>
/// The one stack that all rows of this suite observe: brought up by the first that needs it, on cold volumes,
/// and left running where ARCHIV_KEEP is 1; or the running one whose Compose project ARCHIV_ATTACH names.
/// </summary>
[SetUpFixture]
public sealed class DeployedStack
{
    private static readonly bool Kept = Environment.GetEnvironmentVariable("ARCHIV_KEEP") == "1";

    private static readonly Lazy<Task<Stack>> Up = new(() => Environment.GetEnvironmentVariable("ARCHIV_ATTACH") is { Length: > 0 } project
        ? Stack.Attach(Profile.Current, project)
        : Settled());

    /// <summary>The stack; the row's evidence is taken from it. When nothing can be brought up, the row is unknown.</summary>
    /// <param name="looksAt">The service that the row looks at first; null where the row names its containers itself.</param>
    public static async Task<Stack> Get(string? looksAt)
    {
        try
        {
            var stack = await Up.Value;
            await stack.Judged(looksAt);
            return stack;
        }
        catch (Exception failed) when (failed is not OutOfMemoryException)
        {
            Unjudged.Because($"no stack: {failed.GetType().Name}: {failed.Message}");
            throw;
        }
    }

    /// <summary>A service's container that runs. Where it does not, what the service does is unknown; A2.8 says why.</summary>
    public static Task<ServiceState> Running(Stack stack, string service) => Eventually.Given(
        $"a container of '{service}' that runs", () => stack.Service(service), state => state.Status == "running", TimeSpan.FromSeconds(5));

    // An up that failed on one service did not wait for the others: what they do is observed when they have had their time.
    private static async Task<Stack> Settled()
    {
        var stack = await Stack.UpDeployed(Profile.Current, Kept);
        if (stack.FirstUp.ExitCode != 0)
        {
            await Eventually.Last(stack.Services, states => states.Values.All(state => state.Health != "starting"), stack.Profile.UpTimeout);
        }

        return stack;
    }

    [OneTimeTearDown]
    public static async Task Down()
    {
        if (Up.IsValueCreated && !Up.Value.IsFaulted)
        {
            var stack = await Up.Value;
            await (Kept ? stack.Leave() : stack.DisposeAsync().AsTask());
        }
    }
}
