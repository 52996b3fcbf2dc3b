using System.Text.RegularExpressions;
using Archiv.Tests.Support.Compose;

namespace Archiv.Tests.Support.Rules;

/// <summary>Tells services that are meant to end from those that are meant to run.</summary>
public static partial class OneShots
{
    /// <summary>True when another waits for its end, or when it never restarts and everything about it says that it ends.</summary>
    public static bool Is(ComposeService service, ComposeModel model)
    {
        ArgumentNullException.ThrowIfNull(service);
        return Awaited(model).Contains(service.Name) || LooksLikeOne(service);
    }

    /// <summary>Names of the services whose successful end another waits for.</summary>
    public static HashSet<string> Awaited(ComposeModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Services.Values.SelectMany(service => service.DependsOn)
            .Where(other => other.How == "service_completed_successfully").Select(other => other.Service).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>True when it never restarts and everything about it says that it ends.</summary>
    public static bool LooksLikeOne(ComposeService service)
    {
        ArgumentNullException.ThrowIfNull(service);
        var restart = service.Text("restart") ?? service.Text("deploy", "restart_policy", "condition");
        var serves = service.Json.ContainsKey("ports") || service.Json.ContainsKey("healthcheck");
        var named = Hint().IsMatch(service.Name) || Work().IsMatch(string.Join(' ', [.. service.List("entrypoint"), .. service.List("command")]));
        return !serves && (restart is "no" or "none" || (restart is null or "on-failure" && named));
    }

    [GeneratedRegex("(^|[-_.])(init|initial|migrat\\w{0,20}|seed\\w{0,20}|setup|bootstrap|pull\\w{0,20}|backup)($|[-_.])", RegexOptions.IgnoreCase)]
    private static partial Regex Hint();

    [GeneratedRegex(@"\b(ollama pull|migrate|pg_dump|db:migrate|alembic upgrade|flyway|liquibase)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Work();
}
