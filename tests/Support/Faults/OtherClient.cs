using Archiv.Tests.Support.Clients;
using Archiv.Tests.Support.Engine;
using Archiv.Tests.Support.Stacks;

namespace Archiv.Tests.Support.Faults;

/// <summary>Another client of the model server asks in a way that un-pins the model, and looks at once whether it is un-pinned.</summary>
/// <param name="how">What it asks, as a clause.</param>
/// <param name="body">JSON for <c>/api/generate</c>; <c>MODEL</c> stands for the model's name.</param>
public sealed class OtherClient(string how, string body) : IFault
{
    private string left = "nothing was asked";

    /// <inheritdoc />
    public string Name => $"another client {how}";

    /// <inheritdoc />
    public async Task Break(Stack stack) => await Ask(stack);

    /// <inheritdoc />
    /// <remarks>The backend pins again within seconds, so whoever comes too late asks once more.</remarks>
    public async Task<string?> Escapes(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        if (Bites(stack))
        {
            return null;
        }

        await Ask(stack);
        return Bites(stack) ? null : left;
    }

    /// <inheritdoc />
    public Task Heal(Stack stack) => Task.CompletedTask;

    private bool Bites(Stack stack) => left.Contains("\"models\"", StringComparison.Ordinal) && !ModelServerClient.Pinned(left, stack.Profile.Model);

    private async Task Ask(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        Execution asked = await stack.ModelServer.PostAndGet("/api/generate", body.Replace("MODEL", stack.Profile.Model, StringComparison.Ordinal), "/api/ps");
        left = asked.ExitCode == 0 ? asked.Output : asked.ToString();
    }
}
