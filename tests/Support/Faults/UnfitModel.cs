using Archiv.Tests.Support.Engine;
using Archiv.Tests.Support.Stacks;

namespace Archiv.Tests.Support.Faults;

/// <summary>An operator pulls a model that cannot answer, does not look whether it does, and names it to the application.</summary>
/// <param name="how">What is wrong with it, as a clause.</param>
/// <param name="model">Its full name.</param>
/// <param name="setting">The file by which the application is told.</param>
public sealed class UnfitModel(string how, string model, ModelFile setting) : IFault
{
    private string? before;
    private Execution? asked;

    /// <inheritdoc />
    public string Name => $"the application is told to use a model {how}";

    /// <summary>How its pull ended.</summary>
    public Execution? Pull { get; private set; }

    /// <inheritdoc />
    public async Task Break(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        before = setting.Read();
        Pull = await stack.Compose("exec", "-T", stack.Profile.Ollama, "ollama", "pull", model);
        asked = await stack.Compose("exec", "-T", stack.Profile.Ollama, "ollama", "run", model, "Guten Tag");
        setting.Write(model);
    }

    /// <inheritdoc />
    /// <remarks>Whoever asks the model gets no answer.</remarks>
    public Task<string?> Escapes(Stack stack) => Task.FromResult(asked is { ExitCode: not 0 } ? null : $"it answers: {asked}");

    /// <inheritdoc />
    public async Task Heal(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        setting.Write(before);
        await stack.Compose("exec", "-T", stack.Profile.Ollama, "ollama", "rm", model);
    }
}
