using System.Text.RegularExpressions;
using Archiv.Tests.Support.Evidence;

namespace Archiv.Tests.E2E.Hardening;

/// <summary>Where the values of secrets must not be. No value is ever shown: what was seen says the place only.</summary>
public sealed partial class SecretRows
{
    // A mutant's copy of the stack, and the locks of places for stacks.
    private static readonly string[] NoReport = ["/compose-under-test/", "/slots/"];

    [Test, Guarantee("H15", Kind.Live)]
    public async Task No_secret_may_stand_in_inspect_a_process_a_log_or_our_own_report()
    {
        var deployed = await Deployment.Seen();
        var (stack, services, kernel) = deployed;
        var secrets = await DeployedSecrets.Of(stack, kernel, services);
        var seen = deployed.Observe();

        foreach (var service in services)
        {
            var name = service.State.Name;
            void Look(string place, string text) =>
                seen.Add(name, secrets.In(text) is not { } found, $"no secret in {place}", $"the value of '{secrets.In(text)}' is there");

            Look("docker inspect", service.Inspected.ToJsonString());
            Look("docker inspect of its image", (await stack.Beside.Inspect(service.Inspected["Image"]!.ToString())).ToJsonString());
            Look("its log", await stack.Engine.Logs(service.State.Id));
            foreach (var process in !service.Runs ? [] : kernel[service.Name].Processes)
            {
                Look($"the environment of {process}", string.Join('\n', process.Environment));
                Look($"the command line of {process}", string.Join(' ', process.Command));
                var telling = process.Environment.Where(variable => Telling().IsMatch(variable)).Select(variable => variable.Split('=')[0]).ToList();
                seen.Add(name, telling.Count == 0, $"no secret's value in the environment of {process}", $"{string.Join(", ", telling)} has one");
            }
        }

        // What a broken row would leave, and what this run has left so far.
        var folder = Run.Current.EvidenceFor($"H15/rehearsal-{Guid.NewGuid():n}");
        try
        {
            await StackEvidence.Collect(stack, folder, DateTimeOffset.MinValue);
            var files = Directory.EnumerateFiles(Run.Current.Directory, "*", SearchOption.AllDirectories).Where(file => !NoReport.Any(folder => file.Contains(folder, StringComparison.Ordinal)));
            foreach (var file in files)
            {
                var text = await Text(file);
                seen.Add(Path.GetRelativePath(Run.Current.Directory, file), secrets.In(text) is null, "no secret in our own report", $"the value of '{secrets.In(text)}' is there");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        seen.Judge($"{secrets.Count} secret(s), as they stand and encoded, are in no inspect, process, log or file of the report");
    }

    // Other processes of the run write there at the same time.
    private static async Task<string> Text(string file)
    {
        try
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream);
            return await reader.ReadToEndAsync();
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            // Moved or removed since it was listed; what was moved was moved inside the run, whose files are all looked through at its end.
            return "";
        }
    }

    // A name that ends like one with a value that is no path, or a password inside a URL.
    [GeneratedRegex(@"^\w*(PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|API_?KEY|PRIVATE_KEY)=(?!/).+|^\w+=[^ ]*://[^/\s:@]+:[^/\s@]+@", RegexOptions.IgnoreCase)]
    private static partial Regex Telling();
}
