using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>The historic recipe of the init container, as a shell that ends with all it started [30].</summary>
[Parallelizable]
public sealed class RecipeTests
{
    private const string Cached = "tiny:latest";

    [SetUp]
    public Task NeedsItsOwnProcesses() => Isolation.NeededAsync();

    [Test(Description = "30 R1, R2: pulled once, and then without a word to the registry")]
    public async Task A_model_is_pulled_once()
    {
        await using var registry = new FakeRegistry();
        using TestStore store = TestStore.Empty();

        CommandResult cold = await RunAsync(store, registry.Name, "--insecure");
        string[] asked = [.. registry.Requests];
        registry.Requests.Clear();
        CommandResult cached = await RunAsync(store, registry.Name, "--insecure");

        Assert.That((cold.ExitCode, cached.ExitCode), Is.EqualTo((0, 0)), cold.Errors);
        Assert.That(asked, Has.Length.GreaterThan(3));
        Assert.That(registry.Requests, Is.Empty);
    }

    [TestCase(Cached, 0, "", TestName = "Ollama [30 R3, R11] the recipe: cached, no registry")]
    [TestCase("tin", 0, "", TestName = "Ollama [30 R10] the recipe: part of a cached name passes without a pull")]
    [TestCase("library/tiny", 1, "connect: connection refused", TestName = "Ollama [30 R12] the recipe: another spelling is pulled in vain")]
    [TestCase("nosuch", 1, "connect: connection refused", TestName = "Ollama [30 R4] the recipe: not cached, no registry")]
    public async Task Without_a_registry(string model, int exit, string error)
    {
        using TestStore store = TestStore.WithModels();

        CommandResult result = await RunAsync(store, model);

        Assert.That(result.ExitCode, Is.EqualTo(exit), result.Errors);
        Assert.That(result.Errors, Does.Contain(error));
        Assert.That(result.Took.TotalSeconds, Is.LessThan(15));
    }

    [Test(Description = "30 R6")]
    public async Task A_model_that_the_registry_lacks()
    {
        await using var registry = new FakeRegistry();
        using TestStore store = TestStore.Empty();

        CommandResult result = await RunAsync(store, $"127.0.0.1:{registry.Port}/library/nosuch", "--insecure");

        Assert.That(result.ExitCode, Is.EqualTo(1));
        Assert.That(result.Errors.TrimEnd(), Does.EndWith("Error: pull model manifest: file does not exist"));
    }

    [Test(Description = "30 R9: it never ends by itself")]
    public async Task A_server_that_cannot_start_is_waited_for_in_vain()
    {
        using TestStore store = TestStore.Empty();
        string folder = Directory.CreateDirectory(Path.Combine(store.Home, ".ollama")).FullName;

        CommandResult result = await RunAsync(store, Cached, "", $"mount --bind {folder} {folder} && mount -o remount,bind,ro {folder} && ", "timeout 4 ");

        Assert.That(result.ExitCode, Is.EqualTo(124), "only the time-out ended it");
        Assert.That(result.Errors, Does.Contain($"Error: open {folder}/id_ed25519: read-only file system"));
    }

    /// <summary>The registry's own name leads to a port of this machine where nobody listens.</summary>
    private static Task<CommandResult> RunAsync(TestStore store, string model, string flags = "", string before = "", string limit = "")
    {
        string bin = Directory.CreateDirectory(Path.Combine(store.Home, "bin")).FullName, hosts = Path.Combine(store.Home, "hosts");
        File.Delete(Path.Combine(bin, "ollama"));
        File.CreateSymbolicLink(Path.Combine(bin, "ollama"), OllamaProcess.Program);
        File.WriteAllText(hosts, "127.0.0.1 localhost registry.ollama.ai\n");
        string recipe = $"ollama serve & until ollama list >/dev/null 2>&1; do sleep 1; done && (ollama list | grep -q '{model}' || ollama pull {flags} {model})";
        return OllamaProcess.RunIsolatedAsync([], $"{before}mount --bind {hosts} /etc/hosts && {limit}sh -c \"{recipe}\"", new Dictionary<string, string>
        {
            ["HOME"] = store.Home,
            ["PATH"] = $"{bin}:{Environment.GetEnvironmentVariable("PATH")}",
            ["OLLAMA_HOST"] = $"127.0.0.1:{OllamaProcess.FreePort()}",
            ["STANDIN_PULL_TICK_MS"] = "1",
        });
    }
}
