using Archiv.Tests.Self.Conformance.Clients;
using Archiv.Tests.Support;
using NUnit.Framework;

namespace Archiv.Tests.Self.SignOff;

/// <summary>What the browser tests need of the machine. Without it they are not run, and say how they would be; on a build server they fail.</summary>
internal static class Needed
{
    private static readonly string[] Browsers = ["chromium", "chromium-browser", "google-chrome"];
    private static readonly string[] Files = ["package.json", "package-lock.json"];

    /// <summary>Path of a Chromium: the variable CHROMIUM, else the first of the PATH.</summary>
    public static string Chromium()
    {
        var named = Environment.GetEnvironmentVariable("CHROMIUM");
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        var found = named is { Length: > 0 } ? named : Browsers.SelectMany(browser => path.Select(folder => Path.Combine(folder, browser))).FirstOrDefault(File.Exists);
        return found is not null && File.Exists(found) ? found : Machine.Lacks("no Chromium: run 'apt-get install chromium' as root, or set CHROMIUM to one");
    }

    /// <summary>Path of the accessibility rules, fetched once as the lock file names them.</summary>
    public static async Task<string> Axe()
    {
        var source = Path.Combine(Repository.Root, "tests", "Self", "SignOff", "axe");
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "npm", "axe")).FullName;
        var script = Path.Combine(folder, "node_modules", "axe-core", "axe.min.js");
        var locked = await File.ReadAllTextAsync(Path.Combine(source, "package-lock.json"));
        var ours = Path.Combine(folder, "package-lock.json");
        if (!File.Exists(script) || !File.Exists(ours) || await File.ReadAllTextAsync(ours) != locked)
        {
            Array.ForEach(Files, file => File.Copy(Path.Combine(source, file), Path.Combine(folder, file), overwrite: true));
            var (exitCode, errors) = await Install(folder);
            if (exitCode != 0)
            {
                File.Delete(ours);
                Machine.Lacks($"the accessibility rules cannot be installed; scripts/test installs npm on Debian (apt-get install nodejs npm), its registry must be reachable: {errors}");
            }
        }

        return script;
    }

    private static async Task<(int ExitCode, string Errors)> Install(string folder)
    {
        try
        {
            var (exitCode, _, errors) = await NpmClient.RunAsync(folder, "npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"]);
            return (exitCode, errors);
        }
        catch (AssertionException absent)
        {
            return (-1, absent.Message);
        }
    }
}
