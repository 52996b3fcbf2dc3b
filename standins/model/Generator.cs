using System.Runtime.InteropServices;
using System.Text;

namespace Archiv.Model;

/// <summary>Writes a model file with random weights which a real server can load and run. The same seed gives the same bytes.</summary>
internal static class Generator
{
    private const int Alignment = 32;
    private const uint U32 = 4, I32 = 5, F32 = 6, Bool = 7, Text = 8, Array = 9;

    public static void Write(string path, int mebibytes, ulong seed)
    {
        int vocabulary = Vocabulary.Tokens.Count;
        Shape shape = Shape.ForSize(mebibytes, vocabulary);
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        using var writer = new BinaryWriter(file, Encoding.UTF8);
        (string Name, long[] Dimensions, bool Norm)[] tensors = [.. shape.Tensors(vocabulary)];
        (string Key, uint Type, Action<BinaryWriter> Value)[] metadata = [.. Metadata(shape, vocabulary)];

        writer.Write("GGUF"u8);
        writer.Write(3u);
        writer.Write((ulong)tensors.Length);
        writer.Write((ulong)metadata.Length);
        foreach ((string key, uint type, Action<BinaryWriter> value) in metadata)
        {
            WriteText(writer, key);
            writer.Write(type);
            value(writer);
        }

        long offset = 0;
        foreach ((string name, long[] dimensions, _) in tensors)
        {
            WriteText(writer, name);
            writer.Write((uint)dimensions.Length);
            System.Array.ForEach(dimensions, d => writer.Write((ulong)d));
            writer.Write(0u);
            writer.Write((ulong)offset);
            offset += Aligned(Elements(dimensions) * sizeof(float));
        }

        Pad(writer);
        var random = new NormalNumbers(seed);
        float deviation = 1f / MathF.Sqrt(shape.Width);
        foreach ((_, long[] dimensions, bool norm) in tensors)
        {
            float[] row = new float[dimensions[0]];
            for (long left = Elements(dimensions); left > 0; left -= row.Length)
            {
                for (int i = 0; i < row.Length; i++)
                {
                    row[i] = norm ? 1f : random.Next() * deviation;
                }

                writer.Write(MemoryMarshal.AsBytes(row.AsSpan()));
            }

            Pad(writer);
        }
    }

    private static IEnumerable<(string, uint, Action<BinaryWriter>)> Metadata(Shape shape, int vocabulary)
    {
        yield return ("general.architecture", Text, w => WriteText(w, "llama"));
        yield return ("general.name", Text, w => WriteText(w, "archiv-random"));
        yield return Number("general.file_type", 0);
        yield return Number("general.alignment", Alignment);
        yield return Number("llama.context_length", shape.ContextLength);
        yield return Number("llama.embedding_length", shape.Width);
        yield return Number("llama.block_count", shape.Blocks);
        yield return Number("llama.feed_forward_length", shape.FeedForward);
        yield return Number("llama.attention.head_count", shape.Heads);
        yield return Number("llama.attention.head_count_kv", shape.Heads);
        yield return Number("llama.rope.dimension_count", shape.Width / shape.Heads);
        yield return ("llama.attention.layer_norm_rms_epsilon", F32, w => w.Write(1e-5f));
        yield return Number("llama.vocab_size", vocabulary);
        yield return ("tokenizer.ggml.model", Text, w => WriteText(w, "llama"));
        yield return ("tokenizer.ggml.tokens", Array, w => WriteArray(w, Text, t => WriteText(w, t.Text)));
        yield return ("tokenizer.ggml.scores", Array, w => WriteArray(w, F32, t => w.Write(t.Score)));
        yield return ("tokenizer.ggml.token_type", Array, w => WriteArray(w, I32, t => w.Write(t.Type)));
        yield return Number("tokenizer.ggml.bos_token_id", 1);
        yield return Number("tokenizer.ggml.eos_token_id", 2);
        yield return Number("tokenizer.ggml.unknown_token_id", 0);
        yield return ("tokenizer.ggml.add_bos_token", Bool, w => w.Write(true));
        yield return ("tokenizer.ggml.add_eos_token", Bool, w => w.Write(false));
    }

    private static (string, uint, Action<BinaryWriter>) Number(string key, int value) => (key, U32, w => w.Write((uint)value));

    private static void WriteArray(BinaryWriter writer, uint type, Action<(string Text, float Score, int Type)> write)
    {
        writer.Write(type);
        writer.Write((ulong)Vocabulary.Tokens.Count);
        foreach ((string, float, int) token in Vocabulary.Tokens)
        {
            write(token);
        }
    }

    private static void WriteText(BinaryWriter writer, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        writer.Write((ulong)bytes.Length);
        writer.Write(bytes);
    }

    private static long Elements(long[] dimensions) => dimensions.Aggregate(1L, (a, b) => a * b);

    private static long Aligned(long length) => (length + Alignment - 1) / Alignment * Alignment;

    private static void Pad(BinaryWriter writer)
    {
        writer.Flush();
        writer.Write(new byte[Aligned(writer.BaseStream.Position) - writer.BaseStream.Position]);
    }
}
