using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using DotNet.Testcontainers.Containers;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Packages;

public sealed class Surface
{
    private static readonly Module Testcontainers = typeof(IContainer).Module;

    [Test]
    public void Every_type_and_member_that_Testcontainers_names_exists()
    {
        using var file = new PEReader(File.OpenRead(Testcontainers.FullyQualifiedName));
        var metadata = file.GetMetadataReader();
        var types = metadata.TypeReferences.Where(type => IsStandIn(metadata, type)).ToHashSet();
        var members = metadata.MemberReferences
            .Where(member => metadata.GetMemberReference(member).Parent is { Kind: HandleKind.TypeReference } parent
                && types.Contains((TypeReferenceHandle)parent))
            .ToList();

        var missing = types.Select(type => (EntityHandle)type).Concat(members.Select(member => (EntityHandle)member))
            .Select(handle => Unresolved(MetadataTokens.GetToken(handle)))
            .OfType<string>();

        missing.Should().BeEmpty();
        types.Should().HaveCountGreaterThan(70);
        members.Should().HaveCountGreaterThan(230);
    }

    [Test]
    public void The_identities_are_those_that_Testcontainers_was_compiled_against()
    {
        var loaded = Testcontainers.Assembly.GetReferencedAssemblies()
            .Where(name => !name.Name!.StartsWith("System", StringComparison.Ordinal) && !name.Name.StartsWith("Microsoft", StringComparison.Ordinal))
            .ToDictionary(name => name.FullName, name => Assembly.Load(name).GetName().FullName);

        loaded.Should().HaveCount(6);
        loaded.Should().AllSatisfy(pair => pair.Value.Should().Be(pair.Key));
    }

    private static bool IsStandIn(MetadataReader metadata, TypeReferenceHandle type) =>
        metadata.GetTypeReference(type).ResolutionScope is { Kind: HandleKind.AssemblyReference } scope
        && metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)scope).Name)
            is var name && (name.StartsWith("Docker.DotNet", StringComparison.Ordinal) || name is "ICSharpCode.SharpZipLib" or "Renci.SshNet");

    private static string? Unresolved(int token)
    {
        try
        {
            Testcontainers.ResolveMember(token);
            return null;
        }
        catch (Exception missing) when (missing is MissingMemberException or TypeLoadException or ArgumentException)
        {
            return $"{token:x8}: {missing.Message}";
        }
    }
}
