namespace Archiv.Model;

/// <summary>Roughly normal numbers, the same on every machine: integer arithmetic only (SplitMix64, the sum of four parts of each word).</summary>
internal sealed class NormalNumbers(ulong seed)
{
    private ulong _state = seed;

    public float Next()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        z ^= z >> 31;
        int sum = (int)((z & 0xFFFF) + ((z >> 16) & 0xFFFF) + ((z >> 32) & 0xFFFF) + (z >> 48));

        // Mean 2, variance a third, in units of 65536.
        return ((sum / 65536f) - 2f) * 1.7320508f;
    }
}
