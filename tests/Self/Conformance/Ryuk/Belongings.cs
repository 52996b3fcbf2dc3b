using System.Net;
using Archiv.Tests.Self.Packages.Engine;
using Docker.DotNet;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Builders;

namespace Archiv.Tests.Self.Conformance.Ryuk;

/// <summary>What a test run leaves: a running container in a network with a volume, and an image, all with one label that nobody else has.</summary>
internal sealed class Belongings : IAsyncDisposable
{
    private const string Key = "archiv.conformance.ryuk";
    private readonly DockerClient _engine = Given.Client();
    private readonly string _value = Guid.NewGuid().ToString("N");

    /// <summary>The line that announces them to a reaper.</summary>
    public string Filter => $"label={Key}%3D{_value}";

    /// <summary>The volume's name.</summary>
    public string Volume => $"ryuk-{_value}";

    private Dictionary<string, IDictionary<string, bool>> Filters => new() { ["label"] = new Dictionary<string, bool> { [$"{Key}={_value}"] = true } };

    public static async Task<Belongings> MakeAsync()
    {
        var made = new Belongings();
        try
        {
            await made.MakeAllAsync();
            return made;
        }
        catch
        {
            await made.DisposeAsync();
            throw;
        }
    }

    /// <summary>The kinds of which something is left.</summary>
    public async Task<string> LeftAsync() => string.Join(' ', (await FindAsync()).Select(one => one.Kind).Distinct());

    /// <summary>Removes what is left; what a reaper removes meanwhile counts as removed.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            foreach (var (_, remove) in await FindAsync())
            {
                try
                {
                    await remove();
                }
                catch (DockerApiException gone) when (gone.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Conflict)
                {
                    // A reaper was faster or is at it.
                }
            }
        }
        finally
        {
            _engine.Dispose();
        }
    }

    /// <summary>Makes all of them.</summary>
    public async Task MakeAllAsync()
    {
        var network = new NetworkBuilder().WithName(Given.Name("ryuk")).WithLabel(Key, _value).Build();
        await network.CreateAsync();
        await _engine.Volumes.CreateAsync(new VolumesCreateParameters { Name = Volume, Labels = new Dictionary<string, string> { [Key] = _value } });
        await Given.Shell("sleep 600").WithLabel(Key, _value).WithNetwork(network).WithVolumeMount(Volume, "/data").Build().StartAsync();
        await BuildImageAsync();
    }

    private async Task BuildImageAsync()
    {
        var context = Directory.CreateTempSubdirectory("conformance-ryuk-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(context.FullName, "Dockerfile"), $"FROM scratch\nLABEL {Key}={_value}\n");
            await new ImageFromDockerfileBuilder().WithName($"archiv.local/{Volume}:1").WithDockerfileDirectory(context.FullName).Build().CreateAsync();
        }
        finally
        {
            context.Delete(recursive: true);
        }
    }

    // In the order in which they can be removed.
    private async Task<IReadOnlyList<(string Kind, Func<Task> Remove)>> FindAsync()
    {
        var containers = await _engine.Containers.ListContainersAsync(new ContainersListParameters { All = true, Filters = Filters });
        var networks = await _engine.Networks.ListNetworksAsync(new NetworksListParameters { Filters = Filters });
        var volumes = (await _engine.Volumes.ListAsync(new VolumesListParameters { Filters = Filters })).Volumes;
        var images = await _engine.Images.ListImagesAsync(new ImagesListParameters { Filters = Filters });
        return
        [
            .. containers.Select(one => ("container", (Func<Task>)(() => _engine.Containers.RemoveContainerAsync(one.ID, new ContainerRemoveParameters { Force = true, RemoveVolumes = true })))),
            .. networks.Select(one => ("network", (Func<Task>)(() => _engine.Networks.DeleteNetworkAsync(one.ID)))),
            .. (volumes ?? []).Select(one => ("volume", (Func<Task>)(() => _engine.Volumes.RemoveAsync(one.Name, force: true)))),
            .. images.Select(one => ("image", (Func<Task>)(() => _engine.Images.DeleteImageAsync(one.ID, new ImageDeleteParameters { Force = true })))),
        ];
    }
}
