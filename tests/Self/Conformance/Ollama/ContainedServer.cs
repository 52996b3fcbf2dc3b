using Testcontainers.Ollama;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>The image of the stand-in with the models of the cases, started as its users start it: by Testcontainers.Ollama.</summary>
internal sealed class ContainedServer : IAsyncDisposable
{
    public const string Image = "archiv.local/ollama/ollama:0.13.5";
    private readonly OllamaContainer _container;
    private readonly TestStore _store = TestStore.WithModels();

    private ContainedServer(long memory) => _container = new OllamaBuilder(Image)
        .WithResourceMapping(new DirectoryInfo(Path.Combine(_store.Home, ".ollama")), "/root/.ollama")
        .WithCreateParameterModifier(parameters => (parameters.HostConfig!.Memory, parameters.HostConfig.MemorySwap) = (memory, memory))
        .Build();

    public Uri Server => new(_container.GetBaseAddress());

    public OllamaContainer Container => _container;

    /// <param name="memory">Most bytes of memory, without swap; 0 for no limit.</param>
    public static async Task<ContainedServer> StartAsync(long memory = 0)
    {
        var server = new ContainedServer(memory);
        await server._container.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _container.DisposeAsync();
        _store.Dispose();
    }
}
