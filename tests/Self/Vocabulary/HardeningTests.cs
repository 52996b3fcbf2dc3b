using Archiv.Tests.E2E.Hardening;
using Archiv.Tests.Support.Guarantees;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Vocabulary;

/// <summary>The parts of the live rows that need no stack.</summary>
public sealed class HardeningTests
{
    [TestCase("CMD|wget|-q|-O|/dev/null|http://127.0.0.1:8080/health", "Http", "wget|-q|-O|/dev/null|http://127.0.0.1:1/health")]
    [TestCase("CMD|curl|-f|http://127.0.0.1/", "Http", "curl|-f|http://127.0.0.1:1/")]
    [TestCase("CMD-SHELL|wget -q http://127.0.0.1:8080/ || exit 1", "Http", "/bin/sh|-c|wget -q http://127.0.0.1:1/ || exit 1")]
    [TestCase("CMD|pg_isready|-U|archiv", "Postgres", "pg_isready|-p|1|-U|archiv")]
    [TestCase("CMD-SHELL|pg_isready -U archiv", "Postgres", "/bin/sh|-c|pg_isready -p 1 -U archiv")]
    [TestCase("CMD|redis-cli|-h|127.0.0.1|ping", "Redis", "redis-cli|-p|1|-h|127.0.0.1|ping")]
    [TestCase("CMD|ollama|list", "Ollama", "ollama|list")]
    public void A_probe_must_be_known_by_its_kind_and_turned_to_a_port_where_nobody_listens(string test, string kind, string command)
    {
        var probe = HealthProbe.Of(test.Split('|', test.StartsWith("CMD-SHELL", StringComparison.Ordinal) ? 2 : int.MaxValue))!;

        probe.Kind.ToString().Should().Be(kind);
        string.Join('|', probe.Command).Should().Be(command);
    }

    [TestCase("CMD|true")]
    [TestCase("CMD|/bin/sh|-c|exit 0")]
    public void A_probe_of_no_kind_must_be_none(string test) => HealthProbe.Of(test.Split('|')).Should().BeNull();

    [TestCase("/usr/bin/x86_64-linux-gnu-gcc-14")]
    [TestCase("/usr/bin/make")]
    [TestCase("/usr/share/dotnet/sdk/10.0.100/MSBuild.dll")]
    [TestCase("/var/lib/apt/lists/deb.debian.org_debian_dists_trixie_InRelease")]
    [TestCase("/var/cache/apt/archives/wget_1.25_amd64.deb")]
    [TestCase("/root/.npm/_cacache/index")]
    [TestCase("/src/archiv-backend.csproj")]
    [TestCase("/app/.git/HEAD")]
    [TestCase("/app/Program.cs")]
    [TestCase("/app/src/types.d.ts")]
    [TestCase("/usr/bin/npm")]
    [TestCase("/usr/bin/pip3")]
    [TestCase("/usr/local/bin/pnpm")]
    public void What_only_a_build_needs_must_be_found(string file) => BuildLeftovers.In([file]).Where(kind => kind.Found.Count > 0).Should().ContainSingle();

    [TestCase("/usr/bin/wget")]
    [TestCase("/usr/bin/perl")]
    [TestCase("/usr/bin/apt-get")]
    [TestCase("/app/archiv-backend.dll")]
    [TestCase("/usr/share/dotnet/shared/Microsoft.NETCore.App/10.0.0/System.Private.CoreLib.dll")]
    [TestCase("/etc/ld.so.cache")]
    [TestCase("/usr/local/bin/npm")]
    [TestCase("/usr/local/bin/npx")]
    [TestCase("/usr/local/bin/yarn")]
    [TestCase("/opt/yarn-v1.22.22/bin/yarn")]
    [TestCase("/usr/local/lib/node_modules/npm/bin/npm")]
    [TestCase("/usr/local/bin/pip3")]
    [TestCase("/app/node_modules/zod/index.d.ts")]
    public void What_an_application_needs_must_be_left_alone(string file) => BuildLeftovers.In([file]).Should().OnlyContain(kind => kind.Found.Count == 0);

    [Test]
    public void One_observation_against_the_promise_must_break_the_row_and_none_at_all_must_not_hold_it()
    {
        var one = new Observations();
        one.Add("a", true, "x", "x");
        one.Add("b", false, "x", "y");

        Outcome(one).Should().BeOfType<AssertionException>().Which.Message.Should().Be("b: expected x, but y");
        Outcome(new Observations()).Should().BeOfType<InconclusiveException>();
    }

    // In a context of its own, so that what the row asserts is not this test's result.
    private static ResultStateException? Outcome(Observations observations)
    {
        using var _ = new NUnit.Framework.Internal.TestExecutionContext.IsolatedContext();
        try
        {
            observations.Judge("");
            return null;
        }
        catch (ResultStateException ended)
        {
            return ended;
        }
    }
}
