using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Images;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Packages.Engine;

[Category("Engine")]
public sealed class Builds
{
    private DirectoryInfo context = null!;

    [SetUp]
    public void MakeContext() => context = Directory.CreateTempSubdirectory("packages-");

    [TearDown]
    public void RemoveContext() => context.Delete(recursive: true);

    [Test]
    public async Task A_Dockerfile_becomes_an_image()
    {
        await WriteAsync("letter.txt", "Brief\n");
        await WriteAsync("Dockerfile", $"FROM {Given.Image} AS first\nARG WORD\nCOPY letter.txt /\nRUN echo $WORD >> /letter.txt\nFROM first\nRUN false\n");
        var image = Builder().WithBuildArgument("WORD", "Wort").WithTarget("first").WithLabel("archiv.sample", "yes").Build();
        await image.CreateAsync();
        try
        {
            await using var container = new ContainerBuilder(image).WithName(Given.Name("built")).WithEntrypoint("cat", "/letter.txt").Build();
            await container.StartAsync();

            (await container.GetExitCodeAsync()).Should().Be(0);
            (await container.GetLogsAsync(timestampsEnabled: false)).Stdout.Should().Be("Brief\nWort\n");
            using var client = Given.Client();
            (await client.Images.InspectImageAsync(image.FullName)).Config!.Labels.Should().Contain("archiv.sample", "yes");
        }
        finally
        {
            await image.DeleteAsync();
        }
    }

    [Test]
    public async Task A_step_that_fails_says_why()
    {
        await WriteAsync("Dockerfile", $"FROM {Given.Image}\nCOPY absent /\n");

        var build = () => Builder().Build().CreateAsync();

        (await build.Should().ThrowAsync<ImageBuildFailedException>()).Which.ToString().Should().Contain("absent");
    }

    private static string Tag => $"archiv.local/{Given.Name("built")}:1";

    private ImageFromDockerfileBuilder Builder() =>
        new ImageFromDockerfileBuilder().WithName(Tag).WithDockerfileDirectory(context.FullName).WithDeleteIfExists(false);

    private Task WriteAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(context.FullName, name), text);
}
