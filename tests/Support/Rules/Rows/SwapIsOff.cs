using System.Globalization;
using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Profiles;

namespace Archiv.Tests.Support.Rules.Rows;

/// <summary>A6.1: memory and memory+swap are limited to the same value, both from OLLAMA_MEM_LIMIT with a default.</summary>
internal static class SwapIsOff
{
    private const string Variable = "OLLAMA_MEM_LIMIT";
    private const long Probe = 777L << 20;

    public static IEnumerable<StaticFinding> Judge(ComposeModel model, Profile profile)
    {
        if (!model.Services.TryGetValue(profile.Ollama, out var ollama))
        {
            yield return new(false, $"a service '{profile.Ollama}'", "there is none", profile.Ollama);
            yield break;
        }

        var (memory, withSwap) = Limits(ollama);
        yield return new(
            memory is > 0 && memory == withSwap,
            "memswap_limit equal to the memory limit",
            $"memory is {memory?.ToString() ?? "unlimited"}, memory with swap {withSwap?.ToString() ?? ollama.Text("memswap_limit") ?? "unset (twice the memory)"}",
            profile.Ollama);

        // Read twice, with the variable set and empty: what is written matters less than what an operator's setting does.
        var followed = Limits(Resolve(profile, Probe.ToString(CultureInfo.InvariantCulture)));
        yield return new(
            followed == (Probe, Probe),
            $"both limits to follow {Variable}",
            $"with {Variable}={Probe} they are {followed.Memory} and {followed.WithSwap?.ToString() ?? "unset"}",
            profile.Ollama);

        var byDefault = Limits(Resolve(profile, ""));
        yield return new(
            byDefault.Memory is > 0 && byDefault.Memory == byDefault.WithSwap,
            $"a default for {Variable}",
            $"without it they are {byDefault.Memory?.ToString() ?? "unlimited"} and {byDefault.WithSwap?.ToString() ?? "unset"}",
            profile.Ollama);
    }

    private static (long? Memory, long? WithSwap) Limits(ComposeService? ollama) =>
        (ollama?.Bytes("mem_limit") ?? ollama?.Bytes("deploy", "resources", "limits", "memory"), ollama?.Bytes("memswap_limit"));

    private static ComposeService? Resolve(Profile profile, string value) =>
        ComposeCli.Resolve(profile.Artefact, profile.With((Variable, value)).Settings).Services.GetValueOrDefault(profile.Ollama);
}
