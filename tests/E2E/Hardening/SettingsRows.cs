using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Profiles;

namespace Archiv.Tests.E2E.Hardening;

/// <summary>What an operator forgets to set. Only the Compose command runs, with an engine that does not exist: nothing can come up.</summary>
public sealed class SettingsRows
{
    private const string NoEngine = "Docker daemon";
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(10);

    [Test, Guarantee("H14", Kind.Live)]
    public async Task Up_without_a_required_variable_must_fail_at_once_and_name_it()
    {
        var stack = await DeployedStack.Get(null);
        var profile = stack.Profile;
        var required = RequiredVariables.In(profile.Artefact.Select(File.ReadAllText));
        var file = Path.GetFileName(profile.ComposeFile);
        var seen = new Observations();
        var settings = required.ToDictionary(name => name, name => profile.Settings.GetValueOrDefault(name, ""), StringComparer.Ordinal);
        var complete = ComposeCli.UpWithoutEngine(profile.Artefact, settings);
        if (!complete.Error.Contains(NoEngine, StringComparison.Ordinal))
        {
            Unjudged.Because($"with {string.Join(", ", required)} set `up` does not get as far as the engine, so that its failure without them proves nothing: {complete}");
        }

        foreach (var name in required)
        {
            var without = settings.Where(setting => setting.Key != name).ToDictionary();
            foreach (var (how, given) in new[] { ("unset", without), ("empty", new Dictionary<string, string>(without) { [name] = "" }) })
            {
                var up = ComposeCli.UpWithoutEngine(profile.Artefact, given);
                var stopped = up.ExitCode != 0 && !up.Error.Contains(NoEngine, StringComparison.Ordinal);
                seen.Add(file, stopped && up.Error.Contains(name, StringComparison.Ordinal) && up.Elapsed < AtOnce, $"`up` with {name} {how} to fail at once and to name it", stopped ? up.ToString() : $"it went on to the engine: {up}");
            }
        }

        var example = Path.Combine(Path.GetDirectoryName(profile.ComposeFile)!, ".env.example");
        if (File.Exists(example))
        {
            var up = ComposeCli.UpWithoutEngine(profile.Artefact, EnvFile.Read(example));
            seen.Add(file, up.Error.Contains(NoEngine, StringComparison.Ordinal) && !up.Error.Contains("variable is not set", StringComparison.Ordinal), "`up` with the values of .env.example to get as far as the engine without a warning", up.ToString());
        }

        seen.Judge($"`up` without {string.Join(" or ", required.DefaultIfEmpty("anything"))} ends before it asks the engine; with .env.example it goes on");
    }
}
