using Archiv.Tests.Support.Engine;
using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Support.Stacks;

namespace Archiv.Tests.Support.Faults;

/// <summary>The model volume holds the model only under names that are nearly its own: its manifest has been renamed.</summary>
/// <param name="how">How the names differ, as a clause.</param>
/// <param name="likenesses">Makes the names from the model's.</param>
public sealed class NearMissModel(string how, Func<string, IReadOnlyList<string>> likenesses) : IFault
{
    private const string Manifests = "/root/.ollama/models/manifests/registry.ollama.ai/library";

    /// <inheritdoc />
    public string Name => $"the volume holds only {how}";

    /// <inheritdoc />
    public async Task Break(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var model = Path(stack.Profile.Model);
        await Shell(stack, string.Join(" && ", likenesses(stack.Profile.Model).Select(name => Copy(model, Path(name)))) + $" && rm '{model}'");
    }

    /// <inheritdoc />
    public async Task<string?> Escapes(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var listed = await stack.ModelServer.Models();
        return listed.Order(StringComparer.Ordinal).SequenceEqual(likenesses(stack.Profile.Model).Order(StringComparer.Ordinal))
            ? null : $"listed are {string.Join(", ", listed)}";
    }

    /// <inheritdoc />
    /// <remarks>Asks no registry: where nothing has pulled the model, it gets its manifest back.</remarks>
    public async Task Heal(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var model = Path(stack.Profile.Model);
        foreach (var likeness in likenesses(stack.Profile.Model).Select(Path))
        {
            await Shell(stack, $"test ! -e '{likeness}' || {{ test -e '{model}' || {Copy(likeness, model)}; rm '{likeness}'; }}");
        }
    }

    private static string Path(string model) => $"{Manifests}/{model.Replace(':', '/')}";

    private static string Copy(string from, string to) => $"mkdir -p \"$(dirname '{to}')\" && cp '{from}' '{to}'";

    private static async Task Shell(Stack stack, string script)
    {
        Execution ran = await stack.Engine.Exec((await stack.Service(stack.Profile.Ollama)).Id, "sh", "-c", script);
        if (ran.ExitCode != 0)
        {
            throw new ToolException($"the volume cannot be changed: {ran}");
        }
    }
}
