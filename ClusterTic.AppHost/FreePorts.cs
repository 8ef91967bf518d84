using System.Net;
using System.Net.Sockets;

namespace ClusterTic.AppHost;

/// <summary>Ports on loopback that nobody listens on.</summary>
static class FreePorts
{
    // Below the ports that systems give to outgoing connections (from 32768 on Linux, 49152 elsewhere): between being found
    // and being listened on, one of those would now and then be taken by a connection, and again while a service restarts.
    const int First = 20_000;
    const int End = 32_768;

    static readonly HashSet<int> Given = [];

    public static int Next()
    {
        for (var attempt = 0; attempt < 10_000; attempt++)
        {
            var port = Random.Shared.Next(First, End);
            if (IsFree(port) && IsNew(port))
                return port;
        }

        throw new InvalidOperationException($"No port between {First} and {End} is free.");
    }

    /// <summary>The port wished for, else the nearest free one above it.</summary>
    public static int From(int wished)
    {
        for (var port = wished; port <= IPEndPoint.MaxPort; port++)
        {
            if (IsFree(port) && IsNew(port))
                return port;
        }

        return Next();
    }

    static bool IsNew(int port)
    {
        lock (Given)
            return Given.Add(port);
    }

    static bool IsFree(int port) => CanListen(IPAddress.Loopback, port) && CanListen(IPAddress.Any, port)
        && (!Socket.OSSupportsIPv6 || CanListen(IPAddress.IPv6Loopback, port));

    static bool CanListen(IPAddress address, int port)
    {
        try
        {
            using var listener = new TcpListener(address, port) { ExclusiveAddressUse = true };
            listener.Start();
            return true;
        }
        catch (SocketException refused) when (refused.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            return true; // this machine has no such address: nobody listens on it
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
