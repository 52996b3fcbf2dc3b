using Archiv.Tests.Support.Engine;
using Archiv.Tests.Support.Stacks;

namespace Archiv.Tests.Support.Faults;

/// <summary>An operator pulls a model that cannot answer, does not look whether it does, and names it to the application.</summary>
/// <param name="how">What is wrong with it, as a clause.</param>
/// <param name="model">Its full name.</param>
/// <param name="setting">The file by which the application is told.</param>
/// <param name="pullEnds">What a pull that must fail says; null where the pull succeeds and only the load fails.</param>
public sealed class UnfitModel(string how, string model, ModelFile setting, string? pullEnds) : IFault
{
    private const string DoesNotLoad = "unable to load model";

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
    /// <remarks>It is unfit for the reason that is named: a name that nobody knows, or a registry that is down, would look the same to the application.</remarks>
    public Task<string?> Escapes(Stack stack) => Task.FromResult(
        !EndedAsExpected() ? $"its pull was to {(pullEnds is null ? "succeed" : $"fail with '{pullEnds}'")}, and ended so: {Pull}"
        : asked is null or { ExitCode: 0 } ? $"it answers: {asked}"
        : pullEnds is null && !asked.ToString().Contains(DoesNotLoad, StringComparison.Ordinal) ? $"it was to say '{DoesNotLoad}', and said: {asked}"
        : null);

    private bool EndedAsExpected() => pullEnds is null ? Pull is { ExitCode: 0 } : Pull is { ExitCode: not 0 } && Pull.ToString().Contains(pullEnds, StringComparison.Ordinal);

    /// <inheritdoc />
    public async Task Heal(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        setting.Write(before);
        await stack.Compose("exec", "-T", stack.Profile.Ollama, "ollama", "rm", model);
    }
}
