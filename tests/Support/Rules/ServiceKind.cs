namespace Archiv.Tests.Support.Rules;

/// <summary>What a service is for, as far as its image tells.</summary>
public enum ServiceKind
{
    /// <summary>The program that the stack is about; everything that is nothing below.</summary>
    Application,

    /// <summary>Keeps data: PostgreSQL, MariaDB and the like.</summary>
    Database,

    /// <summary>Redis and its kin.</summary>
    Cache,

    /// <summary>Answers for a language model: Ollama and the like.</summary>
    ModelServer,

    /// <summary>Takes requests from outside: Caddy, nginx, Traefik and the like.</summary>
    Proxy,

    /// <summary>Ready-made and none of the above: metrics, mail, queues, dashboards.</summary>
    Tool,
}
