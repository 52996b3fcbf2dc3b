using Archiv.Tests.Support.Rules;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Checks;

public sealed class ImageNameTests
{
    [TestCase("postgres", "postgres", null)]
    [TestCase("host:5000/a/web", "host:5000/a/web", null)]
    [TestCase("host:5000/a/web:1.2.3", "host:5000/a/web", "1.2.3")]
    [TestCase("web:1.2.3@sha256:ab", "web", "1.2.3")]
    [TestCase("web@sha256:ab", "web", null)]
    [TestCase("${PREFIX}web:1.2.3", "${PREFIX}web", "1.2.3")]
    [TestCase("web:${TAG}", "web", "${TAG}")]
    public void A_name_must_fall_into_repository_and_tag(string image, string repository, string? tag)
    {
        var name = ImageName.Parse(image);

        (name.Repository, name.Tag).Should().Be((repository, tag));
    }

    [TestCase("web:1.2.3", true)]
    [TestCase("web:v1.2.3-alpine3.22", true)]
    [TestCase("postgres:17.6", true)]
    [TestCase("minio:RELEASE.2025-09-07T16-13-09Z", true)]
    [TestCase("web:sha-0123abc", true)]
    [TestCase("web:0123456789abcdef0123456789abcdef01234567", true)]
    [TestCase("web@sha256:ab", true)]
    [TestCase("web", false)]
    [TestCase("web:latest", false)]
    [TestCase("web:22", false)]
    [TestCase("web:22.20", false)]
    [TestCase("web:22-alpine3.22.1", false)]
    [TestCase("postgres:17", false)]
    [TestCase("postgres:17-alpine", false)]
    [TestCase("debian:trixie-slim", false)]
    public void A_tag_must_count_as_exact_only_when_it_names_one_build(string image, bool exact) => ImageName.Parse(image).IsExact.Should().Be(exact);

    [TestCase("ollama/ollama:0.13.5", ServiceKind.ModelServer)]
    [TestCase("host:5000/library/postgres:17.6", ServiceKind.Database)]
    [TestCase("valkey/valkey:8.1.3", ServiceKind.Cache)]
    [TestCase("nginxinc/nginx-unprivileged:1.29.1", ServiceKind.Proxy)]
    [TestCase("prom/node-exporter:v1.9.1", ServiceKind.Tool)]
    [TestCase("oliver006/redis_exporter:v1.74.0", ServiceKind.Tool)]
    [TestCase("example/ollama-frontend:1.0.0", ServiceKind.Application)]
    [TestCase(null, ServiceKind.Application)]
    public void The_kind_of_a_service_must_follow_from_its_image(string? image, ServiceKind kind) => ServiceKinds.Of(image).Should().Be(kind);
}
