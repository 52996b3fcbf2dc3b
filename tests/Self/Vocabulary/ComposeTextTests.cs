using System.Text.Json.Nodes;
using Archiv.Tests.Support.Compose;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Vocabulary;

public sealed class ComposeTextTests
{
    [TestCase("a: ${A:?say it}\nb: ${B?}\nc: ${C}\nd: $D", "A B C D")]
    [TestCase("a: ${A:-x}\nb: ${B-}\nc: ${C:+y}\n# ${E}\nf: $$F and $${G}", "")]
    [TestCase("a: ${A:-${B:?inner}}\nb: ${B:?again}", "B")]
    public void A_variable_without_default_must_be_found_and_no_other(string text, string names) =>
        RequiredVariables.In([text]).Should().Equal(names.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    [TestCase("1m30s", 90_000)]
    [TestCase("500ms", 500)]
    [TestCase("1h0m0.5s", 3_600_500)]
    [TestCase(null, 0)]
    public void A_duration_must_be_read_as_Compose_prints_it(string? text, double milliseconds) => ComposeDuration.Parse(text).TotalMilliseconds.Should().Be(milliseconds);

    [TestCase("""{"mem_limit":"536870912","memswap_limit":"536870912","cpus":1.5,"pids_limit":200}""", 536870912, 536870912, 1.5, 200)]
    [TestCase("""{"deploy":{"resources":{"limits":{"memory":"536870912","cpus":"0.5","pids":100}}}}""", 536870912, null, 0.5, 100)]
    [TestCase("""{"mem_limit":"0","cpus":0}""", null, null, null, null)]
    public void Limits_must_be_read_in_either_spelling(string service, long? memory, long? withSwap, double? cpus, long? pids) =>
        ServiceLimits.Of(new ComposeService("x", JsonNode.Parse(service)!.AsObject())).Should().Be(new ServiceLimits(memory, withSwap, cpus, pids));
}
