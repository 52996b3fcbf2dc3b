using System.Text;
using Standins.Toxiproxy.Loop;

namespace Standins.Toxiproxy.Server;

/// <summary>
/// Standard output and error as plain file descriptors: .NET's console greets a terminal with escape sequences of its own, and its
/// file streams write at positions of their own when the output is a file that others append to.
/// </summary>
internal static unsafe class StandardStream
{
    public const int Output = 1, Error = 2;

    /// <summary>Writes all of a text; false when nobody reads any more.</summary>
    public static bool Write(int fd, string text)
    {
        fixed (byte* bytes = Encoding.UTF8.GetBytes(text + "\n"))
        {
            var length = Encoding.UTF8.GetByteCount(text) + 1;
            for (var written = 0; written < length;)
            {
                var count = (int)Libc.Write(fd, bytes + written, length - written);
                if (count < 0 && Libc.LastError is not (Libc.Again or Libc.Interrupted))
                {
                    return false;
                }

                written += Math.Max(0, count);
            }
        }

        return true;
    }
}
