using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Archiv.Tests.Support.Clients;
using Archiv.Tests.Support.Profiles;

namespace Archiv.Tests.E2E;

/// <summary>The model server as deployed: named, probed, pinned, limited and alone on its network.</summary>
public sealed partial class ModelServerRows
{
    private const int Dials = 4;

    [Test, Guarantee("A1.5", Kind.Live, OwnStack = "asks a question, which loads a model that is cold")]
    public async Task A_search_with_the_model_of_the_file_must_be_answered()
    {
        var stack = await DeployedStack.Get(Profile.Current.Backend);

        await DeployedStack.Running(stack, stack.Profile.Ollama);
        var search = await stack.Search.Ask(SearchClient.Unique("Wer schrieb aus Leipzig"), TimeSpan.FromSeconds(62));

        Judgement.Note.Look(null, $"200 for a search with {stack.Profile.Model}", search.ToString());
        search.Status.Should().Be(200, search.ToString());
        Judgement.Note.Proof = $"a search with {stack.Profile.Model} gave 200";
    }

    [Test, Guarantee("A1.5", Kind.Live)]
    public async Task The_model_that_the_backend_asks_for_must_be_served()
    {
        var stack = await DeployedStack.Get(Profile.Current.Ollama);

        await DeployedStack.Running(stack, stack.Profile.Ollama);
        var tags = await Eventually.Seen(
            $"/api/tags with {stack.Profile.Model}",
            () => stack.ModelServer.Get("/api/tags"),
            answer => answer.ExitCode == 0 && Models(answer.Output).Contains(stack.Profile.Model),
            TimeSpan.FromSeconds(10));
        Judgement.Note.Proof = $"served: {string.Join(", ", Models(tags.Output))}";
    }

    [Test, Guarantee("A3.1", Kind.Live)]
    public async Task The_healthcheck_must_be_ollama_list_and_pass_in_an_image_without_curl()
    {
        var stack = await DeployedStack.Get(Profile.Current.Ollama);
        await DeployedStack.Running(stack, stack.Profile.Ollama);
        var ollama = await Eventually.Seen(
            "a healthy model server", () => stack.Service(stack.Profile.Ollama), state => state.Health == "healthy", TimeSpan.FromSeconds(20));
        var container = await stack.Engine.Inspect(ollama.Id);
        var curl = await stack.Engine.Exec(ollama.Id, "sh", "-c", "command -v curl || command -v wget");

        var last = container.State.Health!.Log!.Last();
        Judgement.Note.Look(
            null, "CMD ollama list with a start period of 60 s, whose last probe exited 0",
            $"{string.Join(' ', container.Config.Healthcheck!.Test!)} with {container.Config.Healthcheck.StartPeriod / 1_000_000_000} s; the last probe exited {last.ExitCode}: {last.Output.Trim()}");
        container.Config.Healthcheck!.Test.Should().Equal("CMD", "ollama", "list");
        TimeSpan.FromMicroseconds(container.Config.Healthcheck.StartPeriod / 1000.0).Should().Be(TimeSpan.FromSeconds(60));
        last.ExitCode.Should().Be(0, last.Output);
        if (curl.ExitCode == 0)
        {
            Unjudged.NotApplicable($"the probe is `ollama list` and passes, but the image holds {curl.Output.Trim()}: that it passes without is not seen here");
        }

        Judgement.Note.Proof = "last probe exited 0, in an image with neither curl nor wget";
    }

    [Test, Guarantee("A4.1", Kind.Live)]
    public async Task The_model_must_be_pinned_in_memory()
    {
        var stack = await DeployedStack.Get(Profile.Current.Ollama);
        var ollama = await DeployedStack.Running(stack, stack.Profile.Ollama);
        if (!stack.Attached)
        {
            await Eventually.Given(
                "the model to be loaded",
                () => stack.Search.Ask("Gibt es Fotos aus Wien?", TimeSpan.FromSeconds(62)),
                answer => answer.Status == 200,
                TimeSpan.FromSeconds(120));
        }

        var ps = await stack.ModelServer.Loaded();
        if (stack.Attached && !ps.Contains($"\"{stack.Profile.Model}\"", StringComparison.Ordinal))
        {
            Unjudged.Because($"{stack.Profile.Model} is not loaded, and a stack that is only read is not asked to load it: search once, then judge again");
        }

        var table = await stack.Engine.Exec(ollama.Id, "ollama", "ps");
        var log = await stack.Engine.Logs(ollama.Id);

        Judgement.Note.Expected = "expires_at in the far future, UNTIL Forever, and a server whose own default is to keep models for ever";
        Judgement.Note.Seen = $"after a search {stack.Profile.Model} is not loaded: {ps}";
        var loaded = JsonNode.Parse(ps)!["models"]!.AsArray().FirstOrDefault(model => model!["name"]!.ToString() == stack.Profile.Model);
        loaded.Should().NotBeNull(Judgement.Note.Seen);
        var expires = loaded!["expires_at"]!.ToString();
        Judgement.Note.Seen = $"expires_at {expires}; {table.Output.Trim().Split('\n').Last().Trim()}; {KeepAlive().Match(log).Value}";
        DateTimeOffset.Parse(expires, CultureInfo.InvariantCulture).Should().BeAfter(TimeProvider.System.GetUtcNow().AddYears(10));
        table.Output.Should().Contain("Forever");
        // The backend pins with every request; only the server's own setting shows whether the file does (ADR-034 §4).
        var setting = KeepAlive().Match(log);
        if (!setting.Success)
        {
            Unjudged.Because("the server's log has no 'server config' line with OLLAMA_KEEP_ALIVE");
        }

        int.TryParse(setting.Groups["hours"].ValueSpan, CultureInfo.InvariantCulture, out var hours);
        hours.Should().BeGreaterThan(24 * 365, setting.Value);
        Judgement.Note.Proof = Judgement.Note.Seen;
    }

    [Test, Guarantee("A6.1", Kind.Live)]
    public async Task The_engine_and_the_kernel_must_limit_memory_and_swap_to_the_same_value()
    {
        var stack = await DeployedStack.Get(Profile.Current.Ollama);
        var ollama = await DeployedStack.Running(stack, stack.Profile.Ollama);
        var host = (await stack.Engine.Inspect(ollama.Id)).HostConfig;

        var v1 = await stack.Engine.Exec(ollama.Id, "sh", "-c", "cat /sys/fs/cgroup/memory/memory.limit_in_bytes /sys/fs/cgroup/memory/memory.memsw.limit_in_bytes");
        var v2 = await stack.Engine.Exec(ollama.Id, "sh", "-c", "cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory.swap.max");

        Judgement.Note.Expected = "Memory equal to MemorySwap, and the same in the cgroup";
        Judgement.Note.Seen = $"Memory {host.Memory}, MemorySwap {host.MemorySwap}, cgroup v1 [{v1.Output.Trim().ReplaceLineEndings(" ")}], v2 [{v2.Output.Trim().ReplaceLineEndings(" ")}]";
        host.Memory.Should().BePositive();
        host.MemorySwap.Should().Be(host.Memory);
        var kernel = v1.ExitCode == 0 ? v1 : v2;
        if (kernel.ExitCode != 0)
        {
            // Without swap accounting the first file is there and the second is not.
            if (v1.Output.Trim() == $"{host.Memory}")
            {
                Unjudged.NotApplicable("this host's kernel does not account for swap (swapaccount=1 on its command line), so it cannot limit it");
            }

            Unjudged.Because($"the cgroup's files cannot be read in the container: {v1.Error.Trim()}");
        }

        string[] expected = v1.ExitCode == 0 ? [$"{host.Memory}", $"{host.Memory}"] : [$"{host.Memory}", "0"];
        kernel.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().Equal(expected);
        Judgement.Note.Proof = Judgement.Note.Seen;
    }

    [Test, Guarantee("A7.1", Kind.Live)]
    public async Task The_model_server_must_be_reachable_from_its_network_only()
    {
        var stack = await DeployedStack.Get(Profile.Current.Ollama);
        var ollama = await DeployedStack.Running(stack, stack.Profile.Ollama);
        var container = await stack.Engine.Inspect(ollama.Id);
        var backend = await stack.Service(stack.Profile.Backend);
        Judgement.Note.Look(null, $"'{ollama.Service}' on one network, which it shares with '{backend.Service}'", string.Join(", ", container.NetworkSettings.Networks.Keys));
        var address = container.NetworkSettings.Networks.Values.Select(network => network.IPAddress).FirstOrDefault(address => !string.IsNullOrEmpty(address));
        address.Should().NotBeNull(Judgement.Note.Seen);
        // One dial that is late on a busy machine shows nothing: reached is whom one of several reaches, and the same series must reach from the backend, before and after.
        string[] dials = ["sh", "-c", $"for dial in $(seq {Dials}); do wget -q -T 2 -O /dev/null http://{address}:11434/ && exit 0; done; exit 1"];
        var bindings = container.HostConfig.PortBindings ?? new Dictionary<string, IList<global::Docker.DotNet.Models.PortBinding>>();
        Judgement.Note.Look(null, "no port of the model server on the host", string.Join(", ", bindings.Keys));
        bindings.Should().BeEmpty();
        var control = await stack.Beside.Probe($"container:{backend.Id}", dials);
        Judgement.Note.Look(backend.Name, $"a connection to {address}:11434 from the backend", control.ToString());
        control.ExitCode.Should().Be(0, $"the backend must reach {address}: {control}");

        Judgement.Note.Container = ollama.Name;
        Judgement.Note.Expected = $"'{ollama.Service}' on one network, which it shares with '{backend.Service}'";
        Judgement.Note.Seen = string.Join(", ", container.NetworkSettings.Networks.Keys);
        container.NetworkSettings.Networks.Should().ContainSingle();
        List<(string Who, string Network)> foreign = [("the engine's default network", "bridge")];
        foreach (var role in new[] { stack.Profile.Proxy, stack.Profile.Db, stack.Profile.Cache })
        {
            foreign.Add(($"'{role}'", $"container:{(await stack.Service(role)).Id}"));
        }

        // While somebody creates a network, the engine takes the wall between bridges down for an instant; what counts is what lasts.
        await Task.WhenAll(foreign.Select(one => Eventually.Seen(
            $"{Dials} dials in a row to {address}:11434 from {one.Who} that all fail", () => stack.Beside.Probe(one.Network, dials), reached => reached.ExitCode == 1, TimeSpan.FromSeconds(15))));
        var still = await stack.Beside.Probe($"container:{backend.Id}", dials);
        if (still.ExitCode != 0)
        {
            Unjudged.Because($"the backend no longer reaches {address} either, so that others do not shows nothing: {still}");
        }

        Judgement.Note.Proof = $"no port binding; connects from the backend, not from {string.Join(", ", foreign.Select(other => other.Who))}";
    }

    private static List<string> Models(string tags) =>
        [.. JsonNode.Parse(tags)!["models"]!.AsArray().Select(model => model!["name"]!.ToString())];

    [GeneratedRegex(@"OLLAMA_KEEP_ALIVE:((?<hours>\d+)h)?[\dhms.]+")]
    private static partial Regex KeepAlive();
}
