namespace Archiv.Tests.Support.Guarantees;

/// <summary>A tool of the suite did not work (the test double, Toxiproxy's control, a helper container): says nothing about the stack, so the row is unknown.</summary>
/// <param name="what">What was asked of it.</param>
/// <param name="cause">What it said.</param>
public sealed class ToolException(string what, Exception? cause = null) : Exception($"{what}{(cause is null ? "" : $": {cause.GetType().Name}: {cause.Message}")}", cause)
{
    /// <summary>Asks a tool; whatever goes wrong is its trouble, and no answer of the stack.</summary>
    public static async Task<T> In<T>(string what, Func<Task<T>> ask)
    {
        ArgumentNullException.ThrowIfNull(ask);
        try
        {
            return await ask();
        }
        catch (Exception failed) when (failed is not (NUnit.Framework.ResultStateException or ToolException or OutOfMemoryException))
        {
            throw new ToolException(what, failed);
        }
    }
}
