namespace Archiv.Model;

/// <summary>The proportions of a model of about a given size, of the family that real servers know as "llama".</summary>
internal sealed record Shape(int Width, int Blocks, int Heads, int ContextLength)
{
    public int FeedForward => 4 * Width;

    /// <summary>Four square matrices, three of the feed-forward part, two norms; four bytes a number.</summary>
    private long BlockBytes => 4L * ((4L * Width * Width) + (3L * Width * FeedForward) + (2L * Width));

    public static Shape ForSize(int mebibytes, int vocabulary)
    {
        int width = mebibytes switch { < 8 => 64, < 24 => 128, < 256 => 256, < 1024 => 512, _ => 1024 };
        var one = new Shape(width, 1, width / 32, 32768);
        long embedding = 2L * 4 * vocabulary * width;
        return one with { Blocks = (int)Math.Max(1, Math.Round((((double)mebibytes * 1024 * 1024) - embedding) / one.BlockBytes)) };
    }

    /// <summary>Names and dimensions in the order of the file; a norm is all ones.</summary>
    public IEnumerable<(string Name, long[] Dimensions, bool Norm)> Tensors(int vocabulary)
    {
        yield return ("token_embd.weight", [Width, vocabulary], false);
        yield return ("output_norm.weight", [Width], true);
        yield return ("output.weight", [Width, vocabulary], false);
        for (int n = 0; n < Blocks; n++)
        {
            yield return ($"blk.{n}.attn_norm.weight", [Width], true);
            foreach (string matrix in (string[])["attn_q", "attn_k", "attn_v", "attn_output"])
            {
                yield return ($"blk.{n}.{matrix}.weight", [Width, Width], false);
            }

            yield return ($"blk.{n}.ffn_norm.weight", [Width], true);
            yield return ($"blk.{n}.ffn_gate.weight", [Width, FeedForward], false);
            yield return ($"blk.{n}.ffn_up.weight", [Width, FeedForward], false);
            yield return ($"blk.{n}.ffn_down.weight", [FeedForward, Width], false);
        }
    }
}
