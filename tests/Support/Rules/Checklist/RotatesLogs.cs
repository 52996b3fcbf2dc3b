using System.Globalization;

namespace Archiv.Tests.Support.Rules.Checklist;

/// <summary>H10.</summary>
internal sealed class RotatesLogs() : Rule(
    "H10",
    "logs rotate at 10m x 3 (database and cache 50m x 5)",
    "Docker's default log file has no bound: a service that repeats one error fills the disk of the host.",
    new("""
        services:
          web:
            image: example/web:1.4.2
        """),
    new("""
        services:
          web:
            image: example/web:1.4.2
            logging:
              driver: json-file
              options: { max-size: 10m, max-file: "3" }
        """))
{
    private const long Mega = 1 << 20;

    /// <inheritdoc />
    public override IEnumerable<RuleFinding> Judge(CheckedModel model) => model.Services.SelectMany(Judge);

    private static IEnumerable<RuleFinding> Judge(CheckedService service)
    {
        var (size, files) = service.Kind is ServiceKind.Database or ServiceKind.Cache ? (50, 5) : (10, 3);
        var fix = $$"""
            logging:
              driver: json-file
              options: { max-size: {{size}}m, max-file: "{{files}}" }
            """;
        var driver = service.Compose.Text("logging", "driver") ?? "json-file";
        if (driver is not ("json-file" or "local"))
        {
            return Symbolic.Is(driver) ? [] : [service.Noted(service.At("logging", "driver"), $"the driver {driver} leaves rotation to whoever receives the logs", fix)];
        }

        var (maxSize, maxFile) = (service.Compose.Text("logging", "options", "max-size"), service.Compose.Text("logging", "options", "max-file"));
        if (Symbolic.Is(maxSize) || Symbolic.Is(maxFile))
        {
            return [];
        }

        // The driver `local` rotates by itself, at 20m x 5.
        var bytes = Sizes.Bytes(maxSize) ?? (driver == "local" ? 20 * Mega : null);
        var count = double.TryParse(maxFile, CultureInfo.InvariantCulture, out var number) ? number : driver == "local" ? 5 : (double?)null;
        var path = service.Nearest("logging", "options");
        return bytes is null or <= 0 ? [service.Found(path, "its log grows without bound", fix)]
            : count is null or < 1 ? [service.Found(path, "its log does not say how many files are kept: the engine keeps one, and what led to a crash is gone when it rotates", fix)]
            : bytes * count > size * Mega * files ? [service.Found(path, $"its logs may take {Sizes.Show((long)(bytes.Value * count.Value))}; {size * files} MB are this kind's bound", fix)]
            : [];
    }
}
