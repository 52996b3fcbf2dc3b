using System.Globalization;
using System.Text;

namespace Archiv.Model;

/// <summary>What the config of a published model says about its file: read from the file's head.</summary>
internal sealed record ModelHead(string Architecture, long Parameters)
{
    /// <summary>Parameters as model servers print them, such as <c>8.39M</c>.</summary>
    public string Size => Parameters switch
    {
        >= 1_000_000_000 => (Parameters / 1e9).ToString("F1", CultureInfo.InvariantCulture) + "B",
        >= 1_000_000 => (Parameters / 1e6).ToString("F2", CultureInfo.InvariantCulture) + "M",
        _ => (Parameters / 1e3).ToString("F0", CultureInfo.InvariantCulture) + "K",
    };

    public static ModelHead Read(string path)
    {
        using var reader = new BinaryReader(File.OpenRead(path), Encoding.UTF8);
        if (reader.ReadUInt32() != 0x46554747)
        {
            throw new ArgumentException($"{path} is not a GGUF file");
        }

        reader.ReadUInt32();
        ulong tensors = reader.ReadUInt64(), entries = reader.ReadUInt64();
        string architecture = "llama";
        for (ulong i = 0; i < entries; i++)
        {
            string key = Text(reader), value = Value(reader, reader.ReadUInt32());
            architecture = key == "general.architecture" ? value : architecture;
        }

        long parameters = 0;
        for (ulong i = 0; i < tensors; i++)
        {
            Text(reader);
            long elements = 1;
            for (uint d = reader.ReadUInt32(); d > 0; d--)
            {
                elements *= reader.ReadInt64();
            }

            parameters += elements;
            reader.ReadBytes(12);
        }

        return new ModelHead(architecture, parameters);
    }

    private static string Text(BinaryReader reader) => Encoding.UTF8.GetString(reader.ReadBytes((int)reader.ReadUInt64()));

    private static string Value(BinaryReader reader, uint type)
    {
        if (type == 8)
        {
            return Text(reader);
        }

        if (type != 9)
        {
            reader.ReadBytes(Width(type));
            return "";
        }

        uint element = reader.ReadUInt32();
        for (ulong left = reader.ReadUInt64(); left > 0; left--)
        {
            Value(reader, element);
        }

        return "";
    }

    private static int Width(uint type) => type switch { 0 or 1 or 7 => 1, 2 or 3 => 2, 10 or 11 or 12 => 8, _ => 4 };
}
