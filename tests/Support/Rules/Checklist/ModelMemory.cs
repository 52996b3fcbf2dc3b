using System.Globalization;
using System.Text.RegularExpressions;
using Archiv.Tests.Support.Compose;

namespace Archiv.Tests.Support.Rules.Checklist;

/// <summary>
/// How much memory the models of a file will take at most, from the size and quantisation that their names give (H17). An estimate:
/// weights, for each parallel request the keys and values of its context, and half a gigabyte for the program.
/// </summary>
internal static partial class ModelMemory
{
    // Of a 7B model with grouped attention: 28 layers x 4 heads x 128 x (key + value) x 2 bytes; larger models grow with it.
    private const double CachePerTokenAndBillion = 57_344 / 7.6;
    private const long Program = 512 << 20;
    private const double DefaultContext = 4096;

    /// <summary>The need of a model server and its memory limit, both in bytes; null where a name, a number or the limit does not say.</summary>
    public static (long Bytes, long Limit, string How)? Of(CheckedService server, (string? Name, double Weights, double Billions) largest)
    {
        var limit = Sizes.Bytes(server.Compose.Text("mem_limit") ?? server.Compose.Text("deploy", "resources", "limits", "memory"));
        if (limit is not > 0 || largest.Name is null
            || Setting(server.Compose, "OLLAMA_NUM_PARALLEL") is not { } parallel || Setting(server.Compose, "OLLAMA_MAX_LOADED_MODELS") is not { } loaded)
        {
            return null;
        }

        var context = Setting(server.Compose, "OLLAMA_CONTEXT_LENGTH") ?? DefaultContext;
        var each = largest.Weights + (Math.Max(parallel, 1) * context * CachePerTokenAndBillion * largest.Billions);
        return ((long)Math.Min((Math.Max(loaded, 1) * each) + Program, long.MaxValue / 2), limit.Value,
            $"{largest.Name}, {Math.Max(loaded, 1):0} loaded, {Math.Max(parallel, 1):0} in parallel, context {context:0}");
    }

    /// <summary>The largest model that any service names; without a name where none does.</summary>
    public static (string? Name, double Weights, double Billions) Largest(CheckedModel model) =>
        model.Services.SelectMany(Named).OrderByDescending(named => named.Weights).FirstOrDefault();

    private static IEnumerable<(string? Name, double Weights, double Billions)> Named(CheckedService service) => service.Compose.Environment
        .Where(setting => setting.Key.EndsWith("MODEL", StringComparison.OrdinalIgnoreCase))
        .Select(setting => Size().Match(setting.Value)).Where(match => match.Success)
        .Select(match => (Billions: double.Parse(match.Groups["billions"].Value, CultureInfo.InvariantCulture), Match: match))
        .Select(found => ((string?)found.Match.Value, found.Billions * 1e9 * BytesPerWeight(found.Match.Groups["quantised"].Value.ToLowerInvariant()), found.Billions));

    // Bits and scales of llama.cpp's kinds; a name without any is the library's usual q4_K_M.
    private static double BytesPerWeight(string kind) =>
        kind.StartsWith("q2", StringComparison.Ordinal) ? 0.42
        : kind.StartsWith("q3", StringComparison.Ordinal) ? 0.49
        : kind.StartsWith("q5", StringComparison.Ordinal) ? 0.71
        : kind.StartsWith("q6", StringComparison.Ordinal) ? 0.82
        : kind.StartsWith("q8", StringComparison.Ordinal) ? 1.06
        : kind is "fp16" or "f16" or "bf16" ? 2
        : kind is "f32" or "fp32" ? 4
        : 0.61;

    private static double? Setting(ComposeService service, string name) =>
        double.TryParse(service.Environment.GetValueOrDefault(name), CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"[\w./-]{0,200}:(?<billions>\d{1,4}(\.\d{1,3})?)b(-[\w]+?)*?(-(?<quantised>q\d\w*|b?f16|fp16|fp?32))?$", RegexOptions.IgnoreCase)]
    private static partial Regex Size();
}
