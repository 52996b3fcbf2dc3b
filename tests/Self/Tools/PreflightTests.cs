using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Archiv.Tests.Support;
using Archiv.Tests.Tools;
using Archiv.Tests.Tools.Judging;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Tools;

public sealed class PreflightTests
{
    private static readonly string Production = Path.Combine(Repository.ComposeUnderTest, "docker-compose.prod.yml");

    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("preflight").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void A_missing_compose_file_must_be_named_with_the_option_that_sets_it()
    {
        Refused(() => Preflight.Profile("standin", "/no/such/file.yml", [])).Should().Contain("/no/such/file.yml").And.Contain("--compose");
    }

    [Test]
    public void An_unknown_profile_must_be_refused_with_those_known()
    {
        Refused(() => Preflight.Profile("nosuch", Production, [])).Should().Contain("'nosuch' is no profile").And.Contain("standin").And.NotContain("Parameter");
    }

    [TestCase("services: [", "does not resolve")]
    [TestCase("services: [", "correct the file")]
    [TestCase("services:\n  proxy:\n    image: ${NOBODY_SETS_THIS:?set it to an image}\n", "NOBODY_SETS_THIS")]
    [TestCase("services:\n  backend:\n    image: one\n  other:\n    image: two\n", "has no service 'proxy': set ROLE_PROXY to one of backend, other")]
    public void A_compose_file_that_cannot_be_judged_must_say_why_in_one_line(string text, string expected)
    {
        var file = Path.Combine(folder, "compose.yml");
        File.WriteAllText(file, text);

        Refused(() => Preflight.Model(Preflight.Profile("standin", file, []))).Should().Contain(expected);
    }

    [TestCase("^MODEL=.*", "", "lacks MODEL: add it to ")]
    [TestCase("^ROLE_CACHE=.*", "", "lacks ROLE_CACHE: add it to ")]
    [TestCase("^UP_TIMEOUT_SECONDS=.*", "UP_TIMEOUT_SECONDS=soon", "UP_TIMEOUT_SECONDS is no number of seconds")]
    [TestCase("^STACKS_AT_A_TIME=.*", "STACKS_AT_A_TIME=0", "STACKS_AT_A_TIME is no number of stacks")]
    [TestCase("^STACKS_AT_A_TIME=.*", "", "lacks STACKS_AT_A_TIME: add it to ")]
    public void A_profile_that_lacks_something_must_be_refused_with_its_file(string line, string instead, string expected)
    {
        var (file, compose) = Mine(line, instead);

        Refused(() => Preflight.Profile("mine", compose, [])).Should().Contain(expected).And.Contain(file);
    }

    [TestCase("^LOAD_PER_MINUTE=.*", "", "lacks LOAD_PER_MINUTE: add it to ")]
    [TestCase("^LOAD_RECOVERY_SECONDS=.*", "LOAD_RECOVERY_SECONDS=0", "LOAD_RECOVERY_SECONDS=0 ")]
    [TestCase("^LOAD_TOPICS=.*", "LOAD_TOPICS=|", "LOAD_TOPICS ")]
    [TestCase("^LOAD_REPEATED_PERCENT=.*", "LOAD_REPEATED_PERCENT=101", "LOAD_REPEATED_PERCENT=101 ")]
    public void A_profile_without_a_whole_load_must_be_refused_before_one_is_put_on(string line, string instead, string expected)
    {
        var (file, compose) = Mine(line, instead);
        var profile = Preflight.Profile("mine", compose, []);

        Refused(() => Preflight.Load(profile)).Should().Contain(expected).And.Contain(file);
    }

    private (string File, string Compose) Mine(string line, string instead)
    {
        var (file, compose) = (Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "profiles")).FullName, "mine.env"), Path.Combine(folder, "compose.yml"));
        File.Copy(Production, compose);
        var standin = File.ReadAllText(Path.Combine(Repository.ComposeUnderTest, "profiles", "standin.env"));
        File.WriteAllText(file, Regex.Replace(standin, line, instead, RegexOptions.Multiline));
        return (file, compose);
    }

    [Test]
    public void A_port_that_the_user_set_and_that_is_taken_must_be_refused()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        Refused(() => Preflight.PortIsFree(Preflight.Profile("standin", Production, []).With(("PROXY_PORT", port)))).Should().Contain($"port {port}").And.Contain("PROXY_PORT");
        Refused(() => Preflight.PortIsFree(Preflight.Profile("standin", Production, []).With(("PROXY_PORT", "none")))).Should().Contain("is no port");
    }

    [TestCase("OLLAMA_IMAGE", "nobody.invalid/ollama:1", "docker pull nobody.invalid/ollama:1")]
    [TestCase("TOXIPROXY_IMAGE", "nobody.invalid/toxiproxy:1", "docker pull nobody.invalid/toxiproxy:1")]
    [TestCase("COMPOSE_CLI_IMAGE", "archiv.local/docker:nobody", "scripts/setup")]
    public async Task An_image_that_nobody_pulls_and_the_engine_lacks_must_be_named_with_the_remedy(string setting, string image, string remedy)
    {
        var profile = Preflight.Profile("standin", Production, []).With((setting, image));

        var refused = (await FluentActions.Awaiting(() => Preflight.Images(profile, Preflight.Model(profile))).Should().ThrowAsync<WrongUse>()).Which.Message;

        refused.Should().Contain(image).And.EndWith($"run {remedy}").And.NotContain("\n");
        var pulling = profile.With(("PULL", "true"));
        await FluentActions.Awaiting(() => Preflight.Images(pulling, Preflight.Model(pulling))).Should().NotThrowAsync();
    }

    private static string Refused(Action act) => act.Should().Throw<WrongUse>().Which.Message.Should().NotContain("\n").And.Subject;
}
