using System.Globalization;
using System.Text.Json.Nodes;

namespace Archiv.Tests.E2E.Hardening;

/// <summary>What the image of the application holds, seen through its running container.</summary>
public sealed class ImageRows
{
    // The upper end of what the guide calls typical of a web application (150-300 MB).
    private const long Largest = 300_000_000;

    [Test, Guarantee("H16", Kind.Live)]
    public async Task The_image_of_the_application_must_be_small_without_root_and_without_what_built_it()
    {
        var deployed = await Deployment.Seen();
        var stack = deployed.Stack;
        var (backend, container) = (deployed[stack.Profile.Backend], deployed.Kernel[stack.Profile.Backend]);
        var image = (await stack.Beside.Inspect(backend.Inspected["Image"]!.ToString()))[0]!;
        var seen = deployed.Observe();

        var size = image["Size"]!.GetValue<long>();
        seen.Add(container.State.Name, size <= Largest, $"an image of at most {Megabytes(Largest)}", $"it has {Megabytes(size)}");
        var user = image["Config"]!["User"]?.ToString() ?? "";
        seen.Add(container.State.Name, user.Length > 0 && user.Split(':')[0] is not ("0" or "root"), "a user in the image that is not root", user.Length == 0 ? "it names none" : $"it names {user}");

        var root = $"/proc/{container.First.Pid}/root";
        var listed = await stack.Beside.ReadHost("find \"$1\"/ -xdev ! -type d 2>/dev/null; true", root);
        List<string> files = [.. listed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(file => file[root.Length..].Replace("//", "/", StringComparison.Ordinal))];
        seen.Add(container.State.Name, files.Count > 10, "the files of the image", $"{files.Count} were found");
        foreach (var (what, found) in BuildLeftovers.In(files))
        {
            seen.Add(container.State.Name, found.Count == 0, $"no {what} in the image", $"it has {string.Join(", ", found.Take(5))}{(found.Count > 5 ? $" and {found.Count - 5} more" : "")}");
        }

        seen.Judge($"{Megabytes(size)}, user {user}, {files.Count} files without {string.Join(", ", BuildLeftovers.Kinds)}; {Shell(files, backend.Inspected["Config"]!)}");
    }

    // A note and no finding: the guide's own base images have one.
    private static string Shell(IReadOnlyList<string> files, JsonNode config)
    {
        if (files.FirstOrDefault(file => IsShell(file) || file == "/bin/busybox") is not { } shell)
        {
            return "no shell";
        }

        string[] parts = ["Entrypoint", "Cmd"];
        var started = parts.SelectMany(part => Words(config[part])).FirstOrDefault() ?? "";
        var probe = Words(config["Healthcheck"]?["Test"]);
        var needed = IsShell(started) || started.EndsWith(".sh", StringComparison.Ordinal) || probe is ["CMD-SHELL", ..] || (probe is ["CMD", var program, ..] && IsShell(program));
        return needed ? $"note: its start or its probe needs {shell}" : $"note: {shell} is there, and neither its start nor its probe needs it";
    }

    private static bool IsShell(string program) => Path.GetFileName(program) is "sh" or "bash" or "ash" or "dash" && (!program.Contains('/') || program.Contains("bin/", StringComparison.Ordinal));

    private static string[] Words(JsonNode? list) => list is JsonArray words ? [.. words.Select(word => word!.ToString())] : [];

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0} MB");
}
