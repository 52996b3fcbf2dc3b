using Archiv.Tests.Self.Checks.Reading;
using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Rules;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Checks;

/// <summary>H17 on overlays: GPUs of the model server in either spelling, and nothing else.</summary>
public sealed class GpuOverlayTests
{
    private const string Production = """
        services:
          ollama:
            image: ollama/ollama:0.13.5
            mem_limit: 8g
            environment: { OLLAMA_NUM_PARALLEL: "1", OLLAMA_MAX_LOADED_MODELS: "1" }
          web: { image: example/web:1.4.2 }
        """;

    private const string Nvidia = "{ driver: nvidia, count: all, capabilities: [gpu] }";
    private const string Other = "{ driver: example, count: 1, capabilities: [tpu] }";
    private const string Reservations = "services.ollama.deploy.resources.reservations";
    private const string None = "the GPU overlay reserves no GPU for the model server";

    private static readonly Dictionary<string, string> Unset = [];

    [TestCase("gpus: all")]
    [TestCase($"gpus: [{Nvidia}]")]
    [TestCase($"deploy: {{ resources: {{ reservations: {{ devices: [{Nvidia}] }} }} }}")]
    public void A_reservation_of_GPUs_must_be_accepted(string added) => Messages($"ollama: {{ {added} }}").Should().BeEmpty();

    [TestCase($"devices: [{Nvidia}], memory: 6g", $"the GPU overlay changes {Reservations}.memory")]
    [TestCase($"devices: [{Nvidia}], cpus: 2", $"the GPU overlay changes {Reservations}.cpus")]
    [TestCase($"devices: [{Nvidia}, {Other}]", $"the GPU overlay changes {Reservations}.devices", None)]
    [TestCase($"devices: [{Other}]", $"the GPU overlay changes {Reservations}.devices", None)]
    [TestCase("memory: 6g", $"the GPU overlay changes {Reservations}.memory", None)]
    public void Whatever_else_is_reserved_must_be_found(string reserved, params string[] expected) =>
        Messages($"ollama: {{ deploy: {{ resources: {{ reservations: {{ {reserved} }} }} }} }}").Should().BeEquivalentTo(expected);

    [Test]
    public void A_label_that_speaks_of_reservations_must_be_found() =>
        Messages("ollama: { gpus: all, deploy: { labels: { reservations: devices } } }").Should().Contain("the GPU overlay changes services.ollama.deploy.labels.reservations");

    [Test]
    public void A_GPU_for_another_service_must_be_found() => Messages("web: { gpus: all }").Should().BeEquivalentTo("the GPU overlay changes services.web.gpus", None);

    private static IReadOnlyList<string> Messages(string services)
    {
        using var scratch = new Scratch();
        var production = scratch.Write("compose.yml", Production);
        var overlay = scratch.Write("gpu.yml", $"services: {{ {services} }}");
        var read = ComposeReading.Read([production], Unset);

        var model = new CheckedModel(read.Model, [production], read.Variables) { WithGpu = ComposeReading.Read([production, overlay], Unset).Model };

        return [.. RuleBook.Rule("H17").Judge(model).Select(finding => finding.Message)];
    }
}
