using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Archiv.Tests.Support.Guarantees;

namespace Archiv.Tests.Tools.Judging;

/// <summary>Reads from a built test assembly, without loading it, which rows its tests judge.</summary>
internal static class TestAssembly
{
    /// <summary>Row and kind of each test that carries <see cref="GuaranteeAttribute"/>; with the reason where it needs a stack of its own.</summary>
    public static IReadOnlyList<(string Row, Kind Kind, string? OwnStack)> Tests(string file)
    {
        using var image = new PEReader(File.OpenRead(file));
        var metadata = image.GetMetadataReader();
        return
        [
            .. metadata.MethodDefinitions
                .SelectMany(method => metadata.GetMethodDefinition(method).GetCustomAttributes())
                .Select(metadata.GetCustomAttribute)
                .Where(attribute => IsGuarantee(metadata, attribute.Constructor))
                .Select(attribute => Arguments(metadata.GetBlobReader(attribute.Value))),
        ];
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
            .ToList().ToLookup(entry => $"{Path.GetFileNameWithoutExtension(file)}/{entry.Owner}", entry => (entry.Judged.Row, entry.Judged.Kind));
    }

    private static bool IsGuarantee(MetadataReader metadata, EntityHandle constructor) => Is(metadata, constructor, nameof(GuaranteeAttribute));

    private static bool Is(MetadataReader metadata, EntityHandle constructor, string attribute) =>
        constructor.Kind == HandleKind.MemberReference
        && metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent is { Kind: HandleKind.TypeReference } parent
        && metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)parent).Name) == attribute;

    // ECMA-335 II.23.3: a prolog of two bytes, the constructor's arguments, then the number of named ones; the attribute has one, a text:
    // a byte for property, a byte for its type, its name, its value.
    private static (string Row, Kind Kind, string? OwnStack) Arguments(BlobReader value)
    {
        value.ReadUInt16();
        var (row, kind) = (value.ReadSerializedString()!, (Kind)value.ReadInt32());
        if (value.ReadUInt16() == 0)
        {
            return (row, kind, null);
        }

        value.ReadUInt16();
        var name = value.ReadSerializedString();
        return name == nameof(GuaranteeAttribute.OwnStack)
            ? (row, kind, value.ReadSerializedString())
            : throw new BadImageFormatException($"{nameof(GuaranteeAttribute)} has no property {name} that is known here");
    }
}
