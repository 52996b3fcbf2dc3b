using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Archiv.Tests.Support.Stacks;

/// <summary>Picks a free TCP port on the loopback, below the range that the kernel gives to outgoing connections, at random so that two runs rarely meet.</summary>
public static class FreePort
{
    private const int From = 20000;
    private const int To = 32000;

    /// <summary>A port on which nobody listens now.</summary>
    /// <exception cref="InvalidOperationException">None of a hundred tries was free.</exception>
    public static string Next()
    {
        for (var tries = 0; tries < 100; tries++)
        {
            var port = RandomNumberGenerator.GetInt32(From, To);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port.ToString(CultureInfo.InvariantCulture);
            }
            catch (SocketException)
            {
                // Taken: try another.
            }
        }

        throw new InvalidOperationException($"No free port between {From} and {To} on 127.0.0.1.");
    }
}
