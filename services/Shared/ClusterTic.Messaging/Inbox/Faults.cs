using System.Net.Sockets;
using Npgsql;

namespace ClusterTic.Messaging.Inbox;

static class Faults
{
    /// <summary>
    /// Whether something that messages cannot cause is at fault: the database is away, restarting, full or out of
    /// connections, or two transactions met. Waiting helps, parking would not.
    /// </summary>
    public static bool IsInfrastructure(Exception? exception) => exception switch
    {
        null => false,
        PostgresException postgres => postgres.IsTransient
            || postgres.SqlState.AsSpan(0, 2) is "08" or "53" or "57" or "58" || postgres.SqlState is "40001" or "40P01",
        NpgsqlException npgsql => npgsql.IsTransient || IsInfrastructure(npgsql.InnerException) || npgsql.InnerException is null,
        SocketException or IOException or TimeoutException => true,
        _ => IsInfrastructure(exception.InnerException),
    };
}
