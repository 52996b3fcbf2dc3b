using System.Globalization;

namespace Archiv.Tests.Support.Rules.Checklist;

/// <summary>H8.</summary>
internal sealed class HasLimits() : Rule(
    "H8",
    "memory and CPU limits on every service, at the service or under deploy",
    "One leak or one large request otherwise takes memory and processor time from everything else on the host.",
    new("""
        services:
          web:
            image: example/web:1.4.2
            mem_limit: 512m
        """),
    new("""
        services:
          web:
            image: example/web:1.4.2
            mem_limit: 512m
            cpus: 1
        """))
{
    private const long Mega = 1 << 20;

    // Guide, "Resource Management for AI Workloads".
    private static readonly Dictionary<ServiceKind, (long Least, long Most)> Usual = new()
    {
        [ServiceKind.Application] = (512 * Mega, 1024 * Mega),
        [ServiceKind.Database] = (256 * Mega, 512 * Mega),
        [ServiceKind.Cache] = (128 * Mega, 256 * Mega),
    };

    /// <inheritdoc />
    public override IEnumerable<RuleFinding> Judge(CheckedModel model) => model.Services.SelectMany(Judge);

    private static IEnumerable<RuleFinding> Judge(CheckedService service)
    {
        var (memory, memoryPath) = Limit(service, "mem_limit", "memory");
        var (processors, processorsPath) = Limit(service, "cpus", "cpus");
        if (!IsLimit(memory, text => Sizes.Bytes(text) ?? 0))
        {
            yield return service.Found(memoryPath, "its memory is not limited", $"mem_limit: {(service.Kind == ServiceKind.Cache ? "256m" : "512m")}");
        }
        else if (!service.IsOneShot && Usual.TryGetValue(service.Kind, out var range) && Sizes.Bytes(memory) is { } bytes && (bytes < range.Least || bytes > range.Most))
        {
            yield return service.Noted(memoryPath, $"{Sizes.Show(bytes)} are outside the usual {Sizes.Show(range.Least)} to {Sizes.Show(range.Most)}: measure, then set 1.5 times the peak", $"mem_limit: {range.Most / Mega}m");
        }

        // Microseconds of each period, which is 100 ms where nothing else is said.
        if (!IsLimit(service.Compose.Text("cpu_quota"), Number) && !IsLimit(processors, Number))
        {
            yield return service.Found(processorsPath, "its processor time is not limited", "cpus: 1");
        }
    }

    private static double Number(string text) => double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static (string? Value, string Path) Limit(CheckedService service, string plain, string deployed) => service.Has(plain)
        ? (service.Compose.Text(plain), service.At(plain))
        : (service.Compose.Text("deploy", "resources", "limits", deployed), service.Nearest("deploy", "resources", "limits", deployed));

    private static bool IsLimit(string? text, Func<string, double> read) => text is not null && (Symbolic.Is(text) || read(text) > 0);
}
