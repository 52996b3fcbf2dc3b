using System.Globalization;
using System.Net;

namespace Archiv.Tests.Support.Kernel;

/// <summary>A TCP socket that waits for connections: a line of <c>/proc/PID/net/tcp</c> or <c>tcp6</c> in state 0A.</summary>
/// <param name="Address">On which address.</param>
/// <param name="Port">On which port.</param>
public sealed record ListeningSocket(IPAddress Address, int Port)
{
    private const string Listening = "0A";

    /// <summary>Reads a line; null where it is a heading or another state.</summary>
    public static ListeningSocket? Read(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 4 || words[3] != Listening)
        {
            return null;
        }

        var local = words[1].Split(':');
        // Each group of four bytes stands in the order of the machine.
        var bytes = Convert.FromHexString(local[0]);
        for (var group = 0; group < bytes.Length && BitConverter.IsLittleEndian; group += 4)
        {
            Array.Reverse(bytes, group, 4);
        }

        return new(new IPAddress(bytes), int.Parse(local[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }

    /// <summary>True when only the machine (or container) itself can connect.</summary>
    public bool OnlyItself => IPAddress.IsLoopback(Address.IsIPv4MappedToIPv6 ? Address.MapToIPv4() : Address);

    /// <inheritdoc />
    public override string ToString() => new IPEndPoint(Address, Port).ToString();
}
