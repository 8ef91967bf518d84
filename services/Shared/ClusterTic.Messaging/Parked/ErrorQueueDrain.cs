using System.Globalization;
using System.Text;
using ClusterTic.Messaging.Inbox;
using ClusterTic.Messaging.Transport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Headers = ClusterTic.Messaging.Transport.Headers;

namespace ClusterTic.Messaging.Parked;

/// <summary>
/// Moves what the endpoints could not handle from their error queues into the service's own database, where it can be
/// read, replayed and discarded. A message leaves the queue after its row is committed.
/// </summary>
sealed partial class ErrorQueueDrain(
    IReadOnlyList<Endpoint> endpoints, NpgsqlDataSource database, IConfiguration configuration, MessagingOptions options,
    MessagingMetrics metrics, TimeProvider clock, ILogger<ErrorQueueDrain> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.DrainErrors, clock);
        IConnection? connection = null;
        var away = false; // said once, not at every tick
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    connection = connection is { IsOpen: true } ? connection : await ConnectAsync(stoppingToken);
                    foreach (var endpoint in endpoints) await DrainAsync(connection, endpoint, stoppingToken);
                    away = false;
                }
                catch (Exception failure) when (failure is BrokerUnreachableException or AlreadyClosedException or OperationInterruptedException or NpgsqlException)
                {
                    if (!away) NotNow(log, failure.Message); // both are tried again at the next tick
                    away = true;
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
        finally
        {
            if (connection is not null) await connection.DisposeAsync();
        }
    }

    async Task<IConnection> ConnectAsync(CancellationToken cancel) =>
        await new ConnectionFactory { Uri = new Uri(configuration.GetConnectionString("rabbitmq")!), AutomaticRecoveryEnabled = false }
            .CreateConnectionAsync("error-queue-drain", cancel);

    async Task DrainAsync(IConnection connection, Endpoint endpoint, CancellationToken cancel)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancel);
        try
        {
            while (await channel.BasicGetAsync(endpoint.Name + "_error", autoAck: false, cancel) is { } delivery)
            {
                await ParkAsync(endpoint, delivery, cancel);
                await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false, cancel);
                metrics.Parked();
            }
        }
        catch (OperationInterruptedException missing) when (missing.ShutdownReason?.ReplyCode == 404)
        {
            return; // the error queue comes into being with the first error
        }
    }

    async Task ParkAsync(Endpoint endpoint, BasicGetResult delivery, CancellationToken cancel)
    {
        string? Text(string name) => delivery.BasicProperties.Headers?.TryGetValue(name, out var value) is true
            ? value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture)
            : null;
        DateTimeOffset Time(string name) =>
            DateTimeOffset.TryParse(Text(name), CultureInfo.InvariantCulture, out var time) ? time.ToUniversalTime() : clock.GetUtcNow();

        var reason = $"{Text("MT-Fault-ExceptionType")}: {Text("MT-Fault-Message")}";
        await using var command = database.CreateCommand(
            """
            insert into parked (id, message_id, endpoint, outgoing, stream, wire_name, sender, aggregate_id, version, body,
                                occurred_at, recorded_at, trace_parent, reason, parked_at, state)
            values ($1, $2, $3, false, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 0)
            on conflict (message_id, endpoint) where state = 0 do nothing
            """);
        var parameters = command.Parameters;
        parameters.AddWithValue(Guid.CreateVersion7());
        parameters.AddWithValue(Guid.TryParse(delivery.BasicProperties.MessageId, out var id) ? id : Guid.CreateVersion7());
        parameters.AddWithValue(endpoint.Name);
        parameters.AddWithValue((int)endpoint.Bindings.Select(binding => binding.Stream).FirstOrDefault());
        parameters.AddWithValue(Text(Headers.WireName) ?? "");
        parameters.AddWithValue(Text(Headers.Sender) ?? "");
        parameters.AddWithValue(Guid.TryParse(Text(Headers.AggregateId), out var aggregate) ? aggregate : Guid.Empty);
        parameters.AddWithValue(long.TryParse(Text(Headers.Version), CultureInfo.InvariantCulture, out var version) ? version : 0);
        parameters.AddWithValue(Encoding.UTF8.GetString(delivery.Body.Span).Replace("\0", "", StringComparison.Ordinal));
        parameters.AddWithValue(Time(Headers.OccurredAt));
        parameters.AddWithValue(Time(Headers.RecordedAt));
        parameters.Add(new() { Value = (object?)Text(Headers.TraceParent) ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        parameters.AddWithValue(reason.Replace("\0", "", StringComparison.Ordinal));
        parameters.AddWithValue(clock.GetUtcNow());
        await command.ExecuteNonQueryAsync(cancel);
        MessageParked(log, endpoint.Name, Text(Headers.WireName) ?? "?", id, reason);
    }

    [LoggerMessage(LogLevel.Error, "{Endpoint} parked {WireName} {MessageId}: {Reason}")]
    static partial void MessageParked(ILogger log, string endpoint, string wireName, Guid messageId, string reason);

    [LoggerMessage(LogLevel.Warning, "The error queues cannot be emptied just now: {Reason}")]
    static partial void NotNow(ILogger log, string reason);
}
