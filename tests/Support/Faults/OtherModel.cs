using Archiv.Tests.Support.Stacks;

namespace Archiv.Tests.Support.Faults;

/// <summary>Another client pulls and uses another model, which takes the memory of the one that was pinned.</summary>
public sealed class OtherModel : IFault
{
    private const string Key = "NEXT_MODEL";

    private OtherClient? client;

    /// <inheritdoc />
    public string Name => "another client loaded another model";

    /// <inheritdoc />
    public async Task Break(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var model = stack.Profile.Applicable(Key);
        var pulled = await stack.Compose("exec", "-T", stack.Profile.Ollama, "ollama", "pull", model);
        if (pulled.ExitCode != 0)
        {
            throw new InvalidOperationException($"ollama pull {model}: {pulled}");
        }

        client = new OtherClient("asked it", $$$"""{"model":"{{{model}}}","prompt":"x","stream":false,"options":{"num_predict":1}}""");
        await client.Break(stack);
    }

    /// <inheritdoc />
    public async Task<string?> Escapes(Stack stack) => client is null ? "nobody asked it" : await client.Escapes(stack);

    /// <inheritdoc />
    public async Task Heal(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        await stack.Compose("exec", "-T", stack.Profile.Ollama, "ollama", "rm", stack.Profile.Applicable(Key));
    }
}
