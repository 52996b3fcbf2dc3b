using Ollama.Store;

namespace Ollama.Scheduling;

/// <summary>What a model will hold in memory, by the original's arithmetic (facts: 193.0 MiB for "slow", 722,688 bytes for "tiny").</summary>
internal sealed record MemoryPlan(long Weights, long KeyValueCache, int Layers, CacheFormat Format)
{
    public long Total => Weights + KeyValueCache;

    public static MemoryPlan Of(Gguf model, int contextLength, int parallel, CacheFormat format)
    {
        // The embedding table is not counted, unless it is the output layer too.
        bool tied = !model.Tensors.Exists(t => t.Name == "output.weight");
        long weights = model.Tensors.Where(t => tied || t.Name != "token_embd.weight").Sum(t => t.Bytes);
        long heads = Math.Max(1, model.Number("attention.head_count", 1));
        long width = model.Number("embedding_length") / heads * model.Number("attention.head_count_kv", heads);
        long blocks = model.Number("block_count");

        // Keys and values.
        long cache = 2 * blocks * width * contextLength * parallel * format.Bits / 8;
        return new MemoryPlan(weights, cache, (int)blocks + 1, format);
    }
}
