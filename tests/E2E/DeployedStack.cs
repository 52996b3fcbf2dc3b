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
        : Stack.UpDeployed(Profile.Current, Kept));

    /// <summary>The stack; the row's evidence is taken from it. When nothing can be brought up, the row is unknown.</summary>
    public static async Task<Stack> Get()
    {
        try
        {
            var stack = await Up.Value;
            await stack.Judged();
            return stack;
        }
        catch (Exception failed) when (failed is not OutOfMemoryException)
        {
            Unjudged.Because($"no stack: {failed.GetType().Name}: {failed.Message}");
            throw;
        }
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
