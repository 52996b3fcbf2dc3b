using System.Diagnostics;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Checks.Reading;

public sealed class SpeedTests
{
    [Test]
    public void Thirty_services_must_be_read_in_less_than_a_tenth_of_a_second_after_warming_up()
    {
        using var scratch = new Scratch();
        var services = string.Concat(Enumerable.Range(0, 30).Select(i => $$$"""
              dienst{{{i}}}:
                <<: *grund
                image: ${REGISTER:-}muster/a:1.0.{{{i}}}
                environment: {A: "${A:-1}", B: 2, C: drei, D: $$x}
                ports: ["127.0.0.1:{{{8000 + i}}}:80", {published: {{{9000 + i}}}, target: 90}]
                volumes: ["./a:/a:ro", "band:/b", {type: tmpfs, target: /t}]
                depends_on: {grund: {condition: service_healthy}}
                healthcheck: {test: [CMD, wget, -q, "http://127.0.0.1/"], interval: 30s, timeout: 10s, retries: 3}
                logging: {driver: json-file, options: {max-size: 10m, max-file: "3"}}
                networks: [innen, aussen]
                mem_limit: 512m
                cpus: 0.5

            """));
        var text = "x-g: &grund {restart: always, cap_drop: [ALL], read_only: true, security_opt: ['no-new-privileges:true']}\n"
            + $"services:\n  grund: {{image: muster/g:1.0.0}}\n{services}networks: {{innen: , aussen: }}\nvolumes: {{band: }}\n";
        scratch.Read(text).Model.Services.Should().HaveCount(31);

        var best = Enumerable.Range(0, 60).Min(_ => Timed(() => scratch.Read(text)));

        TestContext.Out.WriteLine($"31 services: {best.TotalMilliseconds:0.0} ms at best of 60");
        best.Should().BeLessThan(TimeSpan.FromMilliseconds(100));
    }

    private static TimeSpan Timed(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed;
    }
}
