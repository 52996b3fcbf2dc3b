using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Support.Stacks;

namespace Archiv.Tests.Support.Faults;

/// <summary>A service is deployed with another value of one setting, and then with its own again.</summary>
/// <param name="changed">The service that reads it.</param>
/// <param name="key">The setting, which the file hands to the service under the same name.</param>
/// <param name="value">The other value.</param>
public sealed class ChangedSetting(string changed, string key, string value) : IFault
{
    /// <inheritdoc />
    public string Name => $"{key} is {value}";

    /// <inheritdoc />
    public async Task Break(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var up = await stack.ReUp(null, (key, value));
        if (up.ExitCode != 0)
        {
            Unjudged.Because($"the stack does not come up with {Name}: {up}");
        }
    }

    /// <inheritdoc />
    /// <remarks>That the value reaches the service is the row's own matter.</remarks>
    public Task<string?> Escapes(Stack stack) => Task.FromResult<string?>(null);

    /// <inheritdoc />
    public bool Replaces(Stack stack, string service) => service == changed || service == stack.Profile.Init;

    /// <inheritdoc />
    public Task Heal(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return stack.ReUp();
    }
}
