namespace Archiv.Tests.E2E.Hardening;

/// <summary>Where containers can write: nowhere but where the file says so.</summary>
public sealed class FilesystemRows
{
    private const string ReadOnlyFileSystem = "Read-only file system";

    // What the engine mounts into every container, below which nothing lasts or is of the image.
    private static readonly string[] Engines = ["/proc", "/sys", "/dev"];

    [Test, Guarantee("H7", Kind.Live)]
    public async Task The_root_must_be_mounted_read_only_and_only_named_places_writable()
    {
        var deployed = await Deployment.Seen();
        var (_, services, kernel) = deployed;
        var seen = deployed.Observe();

        foreach (var service in services)
        {
            seen.Add(service.State.Name, service.HostConfig["ReadonlyRootfs"]!.GetValue<bool>(), "a read-only root in the engine's settings", "ReadonlyRootfs is false");
            if (!service.Runs)
            {
                continue;
            }

            var mounts = kernel[service.Name].Mounts;
            seen.Add(service.State.Name, mounts.Last(mount => mount.Point == "/").ReadOnly, "the kernel to hold / read-only", "it is mounted rw");
            var named = Named(service);
            var others = mounts.Where(mount => !mount.ReadOnly && mount.Point != "/" && !Below(mount.Point, Engines) && !named.Any(place => Same(mount.Point, place))).Select(mount => mount.Point).ToList();
            seen.Add(service.State.Name, others.Count == 0, $"nothing writable but {string.Join(", ", named)}", $"{string.Join(", ", others)} is mounted rw, too");
            var lacking = Tmpfs(service).Where(place => !mounts.Any(mount => Same(mount.Point, place) && mount is { Type: "tmpfs", ReadOnly: false })).ToList();
            seen.Add(service.State.Name, lacking.Count == 0, "a writable tmpfs at each place that the file names", $"{string.Join(", ", lacking)} is none");
        }

        seen.Judge($"/ is ro in {services.Count(service => service.Runs)} containers; writable are {string.Join(", ", services.SelectMany(Named).Distinct().Order(StringComparer.Ordinal))}");
    }

    [Test, Guarantee("H7", Kind.Live, OwnStack = "writes into each container")]
    public async Task A_write_to_the_root_must_fail_also_for_root_and_the_tmpfs_must_accept_one()
    {
        var deployed = await Deployment.Seen();
        var (stack, services) = (deployed.Stack, deployed.Running.Select(running => running.Service).ToList());
        var seen = deployed.Observe();

        foreach (var service in services)
        {
            // Not every image has each folder. As root, since a refusal for lack of rights would say nothing of the file system.
            var root = await stack.Engine.ExecAs(service.State.Id, "0:0", [], "sh", "-c", "for place in / /usr /etc /opt; do [ -d $place ] || continue; echo tried; touch $place/archiv-probe && rm $place/archiv-probe && echo wrote $place; done; true");
            var tried = root.Output.Split('\n').Count(line => line == "tried");
            var refused = root.Error.Split('\n').Count(line => line.Contains(ReadOnlyFileSystem, StringComparison.Ordinal));
            seen.Add(service.State.Name, !root.Output.Contains("wrote", StringComparison.Ordinal) && tried > 0 && refused == tried, $"a refusal, for a read-only file system, in each of the {tried} folders that it has", root.ToString());
            foreach (var place in Tmpfs(service))
            {
                var kept = await stack.Engine.Exec(service.State.Id, "sh", "-c", $"echo kept > {place}/archiv-probe && cat {place}/archiv-probe; rm -f {place}/archiv-probe");
                seen.Add(service.State.Name, kept.Output.Trim() == "kept", $"its own user to write in {place}", kept.ToString());
            }
        }

        seen.Judge($"/, /usr, /etc and /opt, where they are, of {services.Count} containers refuse root; {services.Sum(service => Tmpfs(service).Count)} tmpfs accept their user");
    }

    // Short syntax is path:options; long syntax is a volume of type tmpfs.
    private static List<string> Tmpfs(DeployedService service) =>
    [
        .. service.Written.List("tmpfs").Select(entry => entry.Split(':')[0]),
        .. service.Written.Volumes.Where(volume => volume["type"]?.ToString() == "tmpfs").Select(volume => volume["target"]!.ToString()),
    ];

    private static List<string> Named(DeployedService service) =>
    [
        .. Tmpfs(service),
        .. service.Written.Volumes.Where(volume => volume["type"]?.ToString() == "volume" && volume["read_only"]?.ToString() != "true").Select(volume => volume["target"]!.ToString()),
    ];

    private static bool Below(string point, string[] folders) => folders.Any(folder => point == folder || point.StartsWith($"{folder}/", StringComparison.Ordinal));

    // /var/run is a link to /run in most images, and the kernel knows only what it leads to.
    private static bool Same(string point, string place) => Plain(point) == Plain(place);

    private static string Plain(string path) => (path.StartsWith("/var/run/", StringComparison.Ordinal) ? path["/var".Length..] : path).TrimEnd('/');
}
