using Archiv.Tests.Support.Compose;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Checks.Reading;

/// <summary>A file is judged with its variables left open, too.</summary>
public sealed class VariableTests
{
    [TestCase("x:${TAG}", "x:${TAG}")]
    [TestCase("x:$TAG", "x:${TAG}")]
    [TestCase("x:${TAG:?why}", "x:${TAG}")]
    [TestCase("x:${TAG?why}", "x:${TAG}")]
    [TestCase("x:${TAG:-1.0}", "x:1.0")]
    [TestCase("x:${TAG-1.0}", "x:1.0")]
    [TestCase("x:${TAG:-${OTHER}}", "x:${OTHER}")]
    [TestCase("x:${TAG:+1.0}", "x:")]
    [TestCase("x:$$TAG", "x:$$TAG")]
    [TestCase("x:$${TAG}", "x:$${TAG}")]
    public void A_variable_without_value_must_stay_in_the_model(string image, string expected)
    {
        using var scratch = new Scratch();

        var reading = scratch.Read($"services: {{a: {{image: '{image}'}}}}");

        reading.Model.Services["a"].Text("image").Should().Be(expected);
    }

    [TestCase("ports: ['127.0.0.1:${P}:80']", "ports", "host_ip:127.0.0.1 published:${P} target:80")]
    [TestCase("ports: ['${IP:?x}:81:81']", "ports", "host_ip:${IP} published:81 target:81")]
    [TestCase("ports: ['8080:${P}']", "ports", "host_ip: published:8080 target:${P}")]
    [TestCase("ports: ['${IP}:${P}:${Q}']", "ports", "host_ip:${IP} published:${P} target:${Q}")]
    public void Short_syntax_must_be_split_around_variables_without_value(string line, string key, string expected)
    {
        using var scratch = new Scratch();

        var item = scratch.Read($"services: {{a: {{image: x, {line}}}}}").Model.Services["a"].Json[key]![0]!;

        $"host_ip:{item["host_ip"]} published:{item["published"]} target:{item["target"]}".Should().Be(expected);
    }

    [Test]
    public void Sizes_numbers_and_durations_may_wait_for_their_variable()
    {
        using var scratch = new Scratch();

        var service = scratch.Read("""
            services:
              a: {image: x, mem_limit: "${M}", cpus: "${C}", read_only: "${R}", volumes: ["${V}:/v"], healthcheck: {interval: "${I}", retries: "${N}"}, env_file: fehlt.env}
            """).Model.Services["a"];

        new[] { service.Text("mem_limit"), service.Text("cpus"), service.Text("read_only"), service.Text("healthcheck", "interval"), service.Text("healthcheck", "retries") }
            .Should().Equal("${M}", "${C}", "${R}", "${I}", "${N}");
        service.Volumes[0]["source"]!.ToString().Should().Be("${V}");
    }

    [Test]
    public void Every_reference_must_be_told_with_its_form_and_place()
    {
        using var scratch = new Scratch();

        var reading = scratch.Read("""
            services:
              a:
                image: ${REGISTER}/x:${TAG:-1.0}
                user: ${WER:?say who}
                hostname: $NAME${ENDE+-x}
                domainname: ${ORT?say where}
            """);

        reading.Variables.Select(use => $"{use.Name} {use.Form} '{use.Argument}' {use.Place.Line}:{use.Place.Column} {use.Path}").Should().Equal(
            "REGISTER Bare '' 3:12 services.a.image",
            "TAG Default '1.0' 3:12 services.a.image",
            "WER Required 'say who' 4:11 services.a.user",
            "NAME Bare '' 5:15 services.a.hostname",
            "ENDE Alternative '-x' 5:15 services.a.hostname",
            "ORT RequiredOrEmpty 'say where' 6:17 services.a.domainname");
        reading.Unset.Keys.Should().Equal("REGISTER", "WER", "NAME", "ORT");
    }

    [Test]
    public void With_variables_given_a_missing_one_must_be_empty_and_named()
    {
        using var scratch = new Scratch();

        var reading = scratch.Read("services: {a: {image: 'x:$DA', user: '$FORT'}}", new Dictionary<string, string> { ["DA"] = "1" });

        reading.Model.Services["a"].Text("image").Should().Be("x:1");
        reading.Model.Services["a"].Text("user").Should().BeNull();
        reading.Unset.Keys.Should().Equal("FORT");
    }

    [Test]
    public void All_profiles_must_be_there_when_they_are_asked_for()
    {
        using var scratch = new Scratch();
        var file = scratch.Write("compose.yml", "services: {a: {image: x, profiles: [p]}, b: {image: y}}");

        Dictionary<string, string> given = [];
        ComposeReading.Read([file], given).Model.Services.Keys.Should().Equal("b");
        ComposeReading.Read([file], given, ["*"]).Model.Services.Keys.Should().Equal("a", "b");
        ComposeReading.Read([file], null).Model.Services.Keys.Should().Equal("a", "b");
    }
}
