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
        return IsAwaited(service.Name, model) || LooksLikeOne(service);
    }

    /// <summary>True when another service waits for its successful end.</summary>
    public static bool IsAwaited(string service, ComposeModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Services.Values.Any(other => other.DependsOn.Contains((service, "service_completed_successfully")));
    }

    private static bool LooksLikeOne(ComposeService service)
    {
        var restart = service.Text("restart") ?? service.Text("deploy", "restart_policy", "condition");
        var serves = service.Json.ContainsKey("ports") || service.Json.ContainsKey("healthcheck");
        var named = Hint().IsMatch(service.Name) || Work().IsMatch(string.Join(' ', [.. service.List("entrypoint"), .. service.List("command")]));
        return !serves && (restart is "no" or "none" || (restart is null or "on-failure" && named));
    }

    [GeneratedRegex("(^|[-_.])(init|initial|migrat\\w*|seed\\w*|setup|bootstrap|pull\\w*|backup)($|[-_.])", RegexOptions.IgnoreCase)]
    private static partial Regex Hint();

    [GeneratedRegex(@"\b(ollama pull|migrate|pg_dump|db:migrate|alembic upgrade|flyway|liquibase)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Work();
}
