using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Profiles;

namespace Archiv.Tests.Support.Rules.Rows;

/// <summary>A2.1: init replaces the image's entrypoint by a shell; the image's own is <c>ollama</c>, which knows no command <c>sh</c>.</summary>
internal static class InitOverridesEntrypoint
{
    public static IEnumerable<StaticFinding> Judge(ComposeModel model, Profile profile)
    {
        var entrypoint = model.Services.GetValueOrDefault(profile.Init)?.List("entrypoint") ?? [];
        var shell = entrypoint.Count >= 2 && Path.GetFileName(entrypoint[0]) is "sh" or "bash" or "ash" && entrypoint[1].StartsWith('-') && entrypoint[1].EndsWith('c');
        yield return new(
            shell,
            $"'{profile.Init}' to set entrypoint [\"/bin/sh\", \"-c\"]",
            entrypoint.Count == 0 ? "it keeps the image's entrypoint" : $"its entrypoint is [{string.Join(", ", entrypoint)}]",
            profile.Init);
    }
}
