using System.Text;

namespace Ollama.Store;

internal sealed record GgufTensor(string Name, ulong[] Shape, uint Type, ulong Offset)
{
    public long Elements => Shape.Aggregate(1L, (n, d) => n * (long)d);

    public long Bytes => Elements / GgufTypes.Block(Type) * GgufTypes.BlockBytes(Type);
}

/// <summary>The head of a model file: metadata and tensors, not their data. Arrays are skipped.</summary>
internal sealed class Gguf
{
    private const ulong MaxText = 1 << 24;

    public Dictionary<string, object> Metadata { get; } = [];

    public List<GgufTensor> Tensors { get; } = [];

    /// <summary>Bytes that the file must have.</summary>
    public long RequiredLength { get; private set; }

    public long Parameters => Tensors.Sum(t => t.Elements);

    public string Architecture => Metadata.GetValueOrDefault("general.architecture") as string ?? "unknown";

    /// <summary>A number of the architecture's own metadata, such as <c>block_count</c>.</summary>
    public long Number(string name, long fallback = 0)
        => Metadata.TryGetValue($"{Architecture}.{name}", out object? value) && value is not (string or GgufArray) ? Convert.ToInt64(value, null) : fallback;

    /// <exception cref="InvalidDataException">The file is not one, or ends too early in its head.</exception>
    public static Gguf Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 65536);
            using var reader = new BinaryReader(file, Encoding.UTF8);
            return Read(reader);
        }
        catch (Exception e) when (e is EndOfStreamException or OverflowException or OutOfMemoryException or ArgumentException)
        {
            throw new InvalidDataException("unexpected EOF", e);
        }
    }

    private static Gguf Read(BinaryReader reader)
    {
        if (reader.ReadUInt32() != 0x46554747)
        {
            throw new InvalidDataException("invalid file magic");
        }

        if (reader.ReadUInt32() is < 2 or > 3)
        {
            throw new InvalidDataException("unsupported gguf version");
        }

        var gguf = new Gguf();
        ulong tensors = reader.ReadUInt64(), entries = reader.ReadUInt64();
        for (ulong i = 0; i < entries; i++)
        {
            gguf.Metadata[Text(reader)] = Value(reader, reader.ReadUInt32());
        }

        for (ulong i = 0; i < tensors; i++)
        {
            string name = Text(reader);
            uint dimensions = reader.ReadUInt32();
            ulong[] shape = [.. Enumerable.Range(0, (int)Math.Min(dimensions, 8)).Select(_ => reader.ReadUInt64())];
            gguf.Tensors.Add(new GgufTensor(name, shape, reader.ReadUInt32(), reader.ReadUInt64()));
        }

        long alignment = gguf.Metadata.TryGetValue("general.alignment", out object? a) ? Math.Max(1, Convert.ToInt64(a, null)) : 32;
        long start = (reader.BaseStream.Position + alignment - 1) / alignment * alignment;
        gguf.RequiredLength = gguf.Tensors.Select(t => checked(start + (long)t.Offset + t.Bytes)).DefaultIfEmpty(start).Max();
        return gguf;
    }

    private static string Text(BinaryReader reader)
    {
        ulong length = reader.ReadUInt64();
        if (length > MaxText)
        {
            throw new InvalidDataException("string too long");
        }

        byte[] bytes = reader.ReadBytes((int)length);
        return bytes.Length == (int)length ? Encoding.UTF8.GetString(bytes) : throw new EndOfStreamException();
    }

    public static object Value(BinaryReader reader, uint type) => type switch
    {
        0 => reader.ReadByte(),
        1 => reader.ReadSByte(),
        2 => reader.ReadUInt16(),
        3 => reader.ReadInt16(),
        4 => reader.ReadUInt32(),
        5 => reader.ReadInt32(),
        6 => reader.ReadSingle(),
        7 => reader.ReadByte() != 0,
        8 => Text(reader),
        9 => SkipArray(reader),
        10 => reader.ReadUInt64(),
        11 => reader.ReadInt64(),
        12 => reader.ReadDouble(),
        _ => throw new InvalidDataException($"invalid type: {type}"),
    };

    private static GgufArray SkipArray(BinaryReader reader)
    {
        uint type = reader.ReadUInt32();
        ulong count = reader.ReadUInt64();
        long start = reader.BaseStream.Position;
        int size = type switch { 0 or 1 or 7 => 1, 2 or 3 => 2, 4 or 5 or 6 => 4, 10 or 11 or 12 => 8, _ => 0 };
        if (size > 0)
        {
            reader.BaseStream.Seek(checked((long)count * size), SeekOrigin.Current);
        }

        for (ulong i = 0; size == 0 && i < count; i++)
        {
            Value(reader, type);
        }

        return new GgufArray(type, count, start);
    }
}
