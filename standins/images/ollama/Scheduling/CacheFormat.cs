using Ollama.Server;

namespace Ollama.Scheduling;

/// <summary>How a runner keeps keys and values: smaller than in 16 bits only where the operator asks for flash attention too.</summary>
internal sealed record CacheFormat(string Type, string FlashAttention)
{
    private const string Enabled = "Enabled";

    /// <summary>Bits of one number, without the scale of each block.</summary>
    public int Bits => Type switch { "q8_0" => 8, "q4_0" => 4, _ => 16 };

    /// <summary>What the settings come to; nothing comes of what cannot be. What the original says then was not observed, so nothing is said.</summary>
    public static CacheFormat Of(ServerEnvironment environment)
    {
        string type = environment.CacheType.ToLowerInvariant(), attention = environment.FlashAttention switch { null => "Auto", true => Enabled, false => "Disabled" };
        return new CacheFormat(type is "f16" || (type is "q8_0" or "q4_0" && attention == Enabled) ? type : "", attention);
    }
}
