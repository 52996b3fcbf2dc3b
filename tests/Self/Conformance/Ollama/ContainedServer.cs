using Testcontainers.Ollama;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>The image of the stand-in with the models of the cases, started as its users start it: by Testcontainers.Ollama.</summary>
internal sealed class ContainedServer : IAsyncDisposable
{
    /// <summary>The image that the stack uses, or another build of it that CONFORMANCE_OLLAMA_IMAGE names.</summary>
    public static readonly string Image = Environment.GetEnvironmentVariable("CONFORMANCE_OLLAMA_IMAGE") is { Length: > 0 } image ? image : "archiv.local/ollama/ollama:0.13.5";
    private readonly OllamaContainer _container;
    private readonly TestStore _store = TestStore.WithModels();

    private ContainedServer(long memory, string shell, IReadOnlyDictionary<string, string> environment)
    {
        OllamaBuilder builder = new OllamaBuilder(Image)
            .WithResourceMapping(new DirectoryInfo(Path.Combine(_store.Home, ".ollama")), "/root/.ollama")
            .WithEnvironment(environment)
            .WithCreateParameterModifier(parameters => (parameters.HostConfig!.Memory, parameters.HostConfig.MemorySwap) = (memory, memory));
        _container = (shell.Length > 0 ? builder.WithEntrypoint("/bin/sh", "-c", shell) : builder).Build();
    }

    public Uri Server => new(_container.GetBaseAddress());

    public OllamaContainer Container => _container;

    /// <param name="memory">Most bytes of memory, without swap; 0 for no limit.</param>
    /// <param name="shell">What a shell runs as the first process, instead of the server.</param>
    /// <param name="environment">Variables of the server.</param>
    public static async Task<ContainedServer> StartAsync(long memory = 0, string shell = "", params (string Name, string Value)[] environment)
    {
        var server = new ContainedServer(memory, shell, environment.ToDictionary(e => e.Name, e => e.Value));
        await server._container.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _container.DisposeAsync();
        _store.Dispose();
    }
}
