using System.Globalization;

namespace Archiv.Tests.Support.Rules.Checklist;

/// <summary>H9.</summary>
internal sealed class LimitsProcesses() : Rule(
    "H9",
    "at most 200 processes in a service",
    "A fork bomb, or a program that forgets its children, otherwise takes every process id of the host.",
    new("""
        services:
          web:
            image: example/web:1.4.2
        """),
    new("""
        services:
          web:
            image: example/web:1.4.2
            pids_limit: 200
        """))
{
    private const double Most = 200;

    /// <inheritdoc />
    public override IEnumerable<RuleFinding> Judge(CheckedModel model)
    {
        foreach (var service in model.Services)
        {
            var written = service.Compose.Text("pids_limit") ?? service.Compose.Text("deploy", "resources", "limits", "pids");
            var path = service.Has("pids_limit") ? service.At("pids_limit") : service.Nearest("deploy", "resources", "limits", "pids");
            if (Symbolic.Is(written))
            {
                continue;
            }

            var limit = double.TryParse(written, CultureInfo.InvariantCulture, out var number) ? number : 0;
            if (limit is <= 0 or > Most)
            {
                yield return service.Found(path, limit > 0 ? $"{limit:0} processes are more than the guide's 200" : "the number of its processes is not limited", "pids_limit: 200");
            }
        }
    }
}
