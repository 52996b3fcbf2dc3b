using System.Net;
using System.Net.Sockets;

namespace Ollama.Http;

/// <summary>The socket of a server.</summary>
internal static class Listening
{
    /// <summary>Listens; the message of the exception is the original's.</summary>
    public static Socket On(string host, int port)
    {
        IPAddress address = host is "" or "0.0.0.0" ? IPAddress.IPv6Any
            : IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? parsed) ? parsed
            : Dns.GetHostAddresses(host, AddressFamily.InterNetwork).First();
        if (address.Equals(IPAddress.IPv6Any) && !Socket.OSSupportsIPv6)
        {
            address = IPAddress.Any;
        }

        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (address.Equals(IPAddress.IPv6Any))
            {
                socket.DualMode = true;
            }

            socket.Bind(new IPEndPoint(address, port));
            socket.Listen(4096);
            return socket;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            string why = e.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => "address already in use",
                SocketError.AddressNotAvailable => "cannot assign requested address",
                SocketError.AccessDenied => "permission denied",
                _ => "invalid argument",
            };
            throw new IOException($"listen tcp {(host.Contains(':', StringComparison.Ordinal) ? $"[{host.Trim('[', ']')}]" : host)}:{port}: bind: {why}");
        }
    }
}
