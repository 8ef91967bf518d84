using System.Net;
using System.Net.Sockets;

namespace ClusterTic.AppHost;

/// <summary>Ports on loopback that nobody listens on.</summary>
static class FreePorts
{
    static readonly HashSet<int> Given = [];

    public static int Next()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var port = ((IPEndPoint)listener.LocalEndpoint).Port;
            if (Given.Add(port))
                return port;
        }
    }

    /// <summary>The port wished for, else the nearest free one above it.</summary>
    public static int From(int wished)
    {
        for (var port = wished; port <= IPEndPoint.MaxPort; port++)
        {
            if (IsFree(port) && Given.Add(port))
                return port;
        }

        return Next();
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
