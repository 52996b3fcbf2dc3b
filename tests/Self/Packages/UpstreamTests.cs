using System.Diagnostics;
using System.IO.Compression;
using Archiv.Tests.Support;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Packages;

/// <summary>
/// The real Toxiproxy.Net 2.0.1 is built for .NET Framework only (issue 3). The feed of this machine may lack it, so a package of that form is made here:
/// what matters is the folder that its assembly is in.
/// </summary>
public sealed class UpstreamTests
{
    private const string Id = "Toxiproxy.Net", Version = "2.0.1";

    private string home = "";

    [SetUp]
    public void MakeAFeedAndAProject()
    {
        home = Directory.CreateTempSubdirectory("upstream").FullName;
        foreach (var file in (string[])["Directory.Build.props", "Directory.Packages.props", "global.json"])
        {
            File.Copy(Path.Combine(Repository.Root, file), Path.Combine(home, file));
        }

        using (var package = ZipFile.Open(Path.Combine(Directory.CreateDirectory(Path.Combine(home, "feed")).FullName, $"{Id}.{Version}.nupkg"), ZipArchiveMode.Create))
        {
            package.CreateEntryFromFile(typeof(Toxiproxy.Net.Client).Assembly.Location, $"lib/net45/{Id}.dll");
            using var specification = new StreamWriter(package.CreateEntry($"{Id}.nuspec").Open());
            specification.Write($"<package><metadata><id>{Id}</id><version>{Version}</version><authors>self</authors><description>self</description></metadata></package>");
        }

        File.WriteAllText(Path.Combine(home, "nuget.config"), """
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <packageSources><clear /><add key="feed" value="feed" /></packageSources>
            </configuration>
            """);
        File.WriteAllText(Path.Combine(home, "user.csproj"), $"""<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PackageReference Include="{Id}" /></ItemGroup></Project>""");
        File.WriteAllText(Path.Combine(home, "User.cs"), """
            /// <summary>Uses the package.</summary>
            internal static class User
            {
                /// <summary>A type of it.</summary>
                public static System.Type Used => typeof(Toxiproxy.Net.Client);
            }
            """);
    }

    [TearDown]
    public void Remove() => Directory.Delete(home, recursive: true);

    [Test]
    public async Task A_package_for_another_framework_must_not_break_the_build_with_real_packages()
    {
        var (code, said) = await Build("upstream");

        code.Should().Be(0, said);
        said.Should().NotContain("NU1701");
    }

    [Test]
    public async Task Without_that_choice_such_a_package_breaks_the_build()
    {
        var (code, said) = await Build("another");

        code.Should().NotBe(0);
        said.Should().Contain("NU1701");
    }

    private async Task<(int Code, string Said)> Build(string packages)
    {
        var start = new ProcessStartInfo("dotnet", ["build", "--nologo", "-v", "quiet", "-nodeReuse:false", $"-p:Packages={packages}"])
        {
            WorkingDirectory = home,
            RedirectStandardOutput = true,
        };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using var build = Process.Start(start)!;
        var said = await build.StandardOutput.ReadToEndAsync();
        await build.WaitForExitAsync();
        return (build.ExitCode, said);
    }
}
