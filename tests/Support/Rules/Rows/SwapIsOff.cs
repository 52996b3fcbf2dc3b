using System.Text.RegularExpressions;
using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Profiles;

namespace Archiv.Tests.Support.Rules.Rows;

/// <summary>A6.1: memory and memory+swap are limited to the same value, both from OLLAMA_MEM_LIMIT with a default.</summary>
internal static partial class SwapIsOff
{
    public static IEnumerable<StaticFinding> Judge(ComposeModel model, Profile profile)
    {
        if (!model.Services.TryGetValue(profile.Ollama, out var ollama))
        {
            yield return new(false, $"a service '{profile.Ollama}'", "there is none", profile.Ollama);
            yield break;
        }

        var memory = ollama.Bytes("mem_limit") ?? ollama.Bytes("deploy", "resources", "limits", "memory");
        var withSwap = ollama.Bytes("memswap_limit");
        yield return new(
            memory is > 0 && memory == withSwap,
            "memswap_limit equal to the memory limit",
            $"memory is {memory?.ToString() ?? "unlimited"}, memory with swap {withSwap?.ToString() ?? "unset (twice the memory)"}",
            profile.Ollama);

        var written = model.Symbolic[profile.Ollama];
        string?[] sources = [written.Text("mem_limit") ?? written.Text("deploy", "resources", "limits", "memory"), written.Text("memswap_limit")];
        var fromVariable = sources.All(source => source is not null && FromVariable().IsMatch(source)) && sources[0] == sources[1];
        yield return new(
            fromVariable,
            "both written as ${OLLAMA_MEM_LIMIT:-default}",
            $"written as {string.Join(" and ", sources.Select(source => source ?? "nothing"))}",
            profile.Ollama);
    }

    [GeneratedRegex(@"^\$\{OLLAMA_MEM_LIMIT:?-[^}]+\}$")]
    private static partial Regex FromVariable();
}
