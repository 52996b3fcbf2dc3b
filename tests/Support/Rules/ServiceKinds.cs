using System.Text.RegularExpressions;

namespace Archiv.Tests.Support.Rules;

/// <summary>Tells the kind of a service from the name of its image.</summary>
public static partial class ServiceKinds
{
    private static readonly (ServiceKind Kind, Regex Name)[] Known =
    [
        (ServiceKind.ModelServer, ModelServer()),
        (ServiceKind.Tool, Tool()),
        (ServiceKind.Database, Database()),
        (ServiceKind.Cache, Cache()),
        (ServiceKind.Proxy, Proxy()),
    ];

    /// <summary>The kind of an image; one that nobody knows is an application.</summary>
    public static ServiceKind Of(string? image)
    {
        var name = image is null ? "" : ImageName.Parse(image).Name.ToLowerInvariant();
        return Known.Where(known => known.Name.IsMatch(name)).Select(known => known.Kind).FirstOrDefault(ServiceKind.Application);
    }

    [GeneratedRegex("^(ollama|vllm|vllm-openai|llama\\.cpp|llama-server|local-?ai|text-generation-inference|tritonserver)$")]
    private static partial Regex ModelServer();

    [GeneratedRegex("^(postgres|postgresql|postgis|pgvector|timescaledb(-ha)?|mysql|mariadb|percona-server|mongo|mongodb|cockroach|neo4j|clickhouse-server|elasticsearch|opensearch|qdrant|weaviate)$")]
    private static partial Regex Database();

    [GeneratedRegex("^(redis|redis-stack(-server)?|valkey|keydb|dragonfly|memcached)$")]
    private static partial Regex Cache();

    [GeneratedRegex("^(caddy|nginx|nginx-unprivileged|traefik|haproxy|envoy|httpd|openresty)$")]
    private static partial Regex Proxy();

    [GeneratedRegex("exporter|^(prometheus|alertmanager|grafana|cadvisor|loki|promtail|alloy|tempo|jaeger|opentelemetry-collector.*|vector|rabbitmq|kafka|zookeeper|nats|minio|mailhog|mailpit|adminer|pgadmin4|registry|watchtower|portainer|toxiproxy|busybox|alpine|socat)$")]
    private static partial Regex Tool();
}
