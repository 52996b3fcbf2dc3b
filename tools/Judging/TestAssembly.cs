using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Archiv.Tests.Support.Guarantees;

namespace Archiv.Tests.Tools.Judging;

/// <summary>Reads from a built test assembly, without loading it, which rows its tests judge.</summary>
internal static class TestAssembly
{
    /// <summary>Row and kind of each test that carries <see cref="GuaranteeAttribute"/>.</summary>
    public static IReadOnlySet<(string Row, Kind Kind)> Judges(string file)
    {
        using var image = new PEReader(File.OpenRead(file));
        var metadata = image.GetMetadataReader();
        return metadata.MethodDefinitions
            .SelectMany(method => metadata.GetMethodDefinition(method).GetCustomAttributes())
            .Select(metadata.GetCustomAttribute)
            .Where(attribute => IsGuarantee(metadata, attribute.Constructor))
            .Select(attribute => Arguments(metadata.GetBlobReader(attribute.Value)))
            .ToHashSet();
    }

    /// <summary>
    /// What its tests judge, one entry per test and row, by the name of what owns their stack: the fixture, or the whole assembly where it has a set-up fixture.
    /// </summary>
    public static ILookup<string, (string Row, Kind Kind)> Owners(string file)
    {
        using var image = new PEReader(File.OpenRead(file));
        var metadata = image.GetMetadataReader();
        var shared = metadata.TypeDefinitions.SelectMany(type => metadata.GetTypeDefinition(type).GetCustomAttributes())
            .Any(attribute => Is(metadata, metadata.GetCustomAttribute(attribute).Constructor, "SetUpFixtureAttribute"));
        return metadata.MethodDefinitions.Select(metadata.GetMethodDefinition)
            .SelectMany(method => method.GetCustomAttributes().Select(metadata.GetCustomAttribute)
                .Where(attribute => IsGuarantee(metadata, attribute.Constructor))
                .Select(attribute => (Owner: shared ? "" : metadata.GetString(metadata.GetTypeDefinition(method.GetDeclaringType()).Name), Judged: Arguments(metadata.GetBlobReader(attribute.Value)))))
            .ToList().ToLookup(entry => $"{Path.GetFileNameWithoutExtension(file)}/{entry.Owner}", entry => entry.Judged);
    }

    private static bool IsGuarantee(MetadataReader metadata, EntityHandle constructor) => Is(metadata, constructor, nameof(GuaranteeAttribute));

    private static bool Is(MetadataReader metadata, EntityHandle constructor, string attribute) =>
        constructor.Kind == HandleKind.MemberReference
        && metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent is { Kind: HandleKind.TypeReference } parent
        && metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)parent).Name) == attribute;

    // ECMA-335 II.23.3: a prolog of two bytes, then the constructor's arguments.
    private static (string Row, Kind Kind) Arguments(BlobReader value)
    {
        value.ReadUInt16();
        return (value.ReadSerializedString()!, (Kind)value.ReadInt32());
    }
}
