using System.Security.Cryptography;

namespace Standins.Toxiproxy.Api;

/// <summary>Ids of requests: 12 bytes (seconds, machine, process, counter) in 20 letters that sort by time.</summary>
internal sealed class RequestId(TimeProvider time)
{
    private const string Alphabet = "0123456789abcdefghijklmnopqrstuv";
    private readonly byte[] _machine = RandomNumberGenerator.GetBytes(5);
    private int _counter = RandomNumberGenerator.GetInt32(1 << 24);

    public string Next()
    {
        var seconds = (uint)time.GetUtcNow().ToUnixTimeSeconds();
        var counter = (uint)Interlocked.Increment(ref _counter);
        byte[] id =
        [
            (byte)(seconds >> 24), (byte)(seconds >> 16), (byte)(seconds >> 8), (byte)seconds,
            .. _machine, (byte)(counter >> 16), (byte)(counter >> 8), (byte)counter,
        ];
        return string.Create(20, id, (text, bytes) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                var bit = i * 5;
                var pair = (bytes[bit / 8] << 8) | (bit / 8 + 1 < bytes.Length ? bytes[(bit / 8) + 1] : 0);
                text[i] = Alphabet[(pair >> (11 - (bit % 8))) & 31];
            }
        });
    }
}
