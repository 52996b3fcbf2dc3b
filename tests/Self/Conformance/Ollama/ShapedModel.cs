using System.Text;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>A model file with the shapes of the transcripts' models; its weights are zeros.</summary>
internal static class ShapedModel
{
    private const uint Text = 8, Number = 4;

    public static byte[] Of(int blocks, int width, int inner, int words)
    {
        List<(string Name, int[] Shape)> tensors = [("token_embd.weight", [width, words]), ("output.weight", [width, words]), ("output_norm.weight", [width])];
        for (int i = 0; i < blocks; i++)
        {
            (string Name, int[] Shape)[] block =
            [
                ("attn_q", [width, width]), ("attn_k", [width, width]), ("attn_v", [width, width]), ("attn_output", [width, width]), ("attn_norm", [width]),
                ("ffn_norm", [width]), ("ffn_gate", [width, inner]), ("ffn_up", [width, inner]), ("ffn_down", [inner, width]),
            ];
            tensors.AddRange(block.Select(t => ($"blk.{i}.{t.Name}.weight", t.Shape)));
        }

        var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write("GGUF"u8);
        writer.Write(3u);
        writer.Write((ulong)tensors.Count);
        writer.Write(6ul);
        Put(writer, "general.architecture");
        writer.Write(Text);
        Put(writer, "llama");
        foreach ((string key, int value) in ((string, int)[])[("block_count", blocks), ("embedding_length", width), ("context_length", 8192), ("attention.head_count", 8), ("attention.head_count_kv", 8)])
        {
            Put(writer, "llama." + key);
            writer.Write(Number);
            writer.Write((uint)value);
        }

        ulong offset = 0;
        foreach ((string name, int[] shape) in tensors)
        {
            Put(writer, name);
            writer.Write((uint)shape.Length);
            Array.ForEach(shape, n => writer.Write((ulong)n));
            writer.Write(0u);
            writer.Write(offset);
            offset += 4 * shape.Aggregate(1ul, (n, d) => n * (ulong)d);
        }

        file.SetLength(((file.Length + 31) / 32 * 32) + (long)offset);
        return file.ToArray();
    }

    private static void Put(BinaryWriter writer, string text)
    {
        writer.Write((ulong)text.Length);
        writer.Write(Encoding.ASCII.GetBytes(text));
    }
}
