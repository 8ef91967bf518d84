using System.Diagnostics;
using System.Text;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace ClusterTic.Benchmarks;

/// <summary>
/// The floor of all that sends messages: the same durable work with Npgsql and RabbitMQ.Client and no framework. A
/// command is one transaction (state row, outbox row); a relay publishes with confirms and deletes; consumers insert
/// inbox and effect of each message in a transaction of its own, many at a time, then acknowledge.
/// </summary>
sealed class BareLoop : IAsyncDisposable
{
    const string Schema =
        """
        create table bare_state (id uuid primary key, version bigint not null, value int not null);
        create table bare_outbox (id uuid primary key, position bigint generated always as identity, aggregate_id uuid not null, body text not null);
        create index on bare_outbox (position);
        create table bare_inbox (message_id uuid primary key, handled_at timestamptz not null);
        create table bare_effect (id uuid primary key, version bigint not null, value int not null);
        """;

    const ushort Consumers = 16;

    readonly NpgsqlDataSource database;
    readonly IConnection broker;
    readonly IChannel publisher;
    readonly IChannel consumer;
    readonly SemaphoreSlim wake = new(0, 1);
    readonly CancellationTokenSource stopping = new();
    readonly Arrivals applied = new();
    readonly Task relay;

    long effects;

    BareLoop(NpgsqlDataSource database, IConnection broker, IChannel publisher, IChannel consumer)
    {
        (this.database, this.broker, this.publisher, this.consumer) = (database, broker, publisher, consumer);
        relay = Task.Run(RelayAsync);
    }

    /// <summary>How many effects are committed.</summary>
    public long Effects => Interlocked.Read(ref effects);

    /// <summary>When the command's effect was committed.</summary>
    public Task<long> EffectAsync(Guid command) => applied.WhenAsync(command);

    public static async Task<BareLoop> StartAsync(string connection, string amqp)
    {
        var database = NpgsqlDataSource.Create(connection + ";Max Auto Prepare=20");
        await using (var create = database.CreateCommand(Schema)) await create.ExecuteNonQueryAsync();
        var broker = await new ConnectionFactory { Uri = new Uri(amqp), ConsumerDispatchConcurrency = Consumers }.CreateConnectionAsync();
        var publisher = await broker.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        var consumer = await broker.CreateChannelAsync();
        await consumer.QueueDeclareAsync("bare", durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        await consumer.BasicQosAsync(0, 200, global: false);
        var loop = new BareLoop(database, broker, publisher, consumer);
        var listening = new AsyncEventingBasicConsumer(consumer);
        listening.ReceivedAsync += (_, delivery) =>
            loop.ConsumeAsync(Guid.Parse(delivery.BasicProperties.MessageId!), Guid.Parse(delivery.BasicProperties.CorrelationId!), delivery.DeliveryTag);
        await consumer.BasicConsumeAsync("bare", autoAck: false, listening);
        return loop;
    }

    public async Task<Guid> CommandAsync()
    {
        var id = Guid.CreateVersion7();
        await using var connection = await database.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("insert into bare_state (id, version, value) values ($1, 1, 1)") { Parameters = { new() { Value = id } } },
                new("insert into bare_outbox (id, aggregate_id, body) values ($1, $2, $3)")
                {
                    Parameters = { new() { Value = Guid.CreateVersion7() }, new() { Value = id }, new() { Value = $$"""{ "counter": { "id": "{{id}}", "version": 1, "value": 1 } }""" } },
                },
            },
        };
        await batch.ExecuteNonQueryAsync();
        if (wake.CurrentCount == 0)
        {
            try
            {
                wake.Release();
            }
            catch (SemaphoreFullException)
            {
                return id; // awake already
            }
        }

        return id;
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await relay;
        await broker.DisposeAsync();
        await database.DisposeAsync();
        wake.Dispose();
        stopping.Dispose();
    }

    async Task RelayAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await wake.WaitAsync(TimeSpan.FromSeconds(1), stopping.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            while (await RoundAsync() > 0 && !stopping.IsCancellationRequested)
            {
            }
        }
    }

    async Task<int> RoundAsync()
    {
        var round = new List<(Guid Id, Guid Aggregate, string Body)>();
        await using (var next = database.CreateCommand("select id, aggregate_id, body from bare_outbox order by position limit 200"))
        await using (var rows = await next.ExecuteReaderAsync())
            while (await rows.ReadAsync()) round.Add((rows.GetGuid(0), rows.GetGuid(1), rows.GetString(2)));
        if (round.Count == 0) return 0;
        await Task.WhenAll(round.Select(message => publisher.BasicPublishAsync("", "bare", mandatory: true,
            new BasicProperties { MessageId = message.Id.ToString(), CorrelationId = message.Aggregate.ToString(), Persistent = true },
            Encoding.UTF8.GetBytes(message.Body)).AsTask()));
        await using var delete = database.CreateCommand("delete from bare_outbox where id = any($1)");
        delete.Parameters.AddWithValue(round.Select(message => message.Id).ToArray());
        return await delete.ExecuteNonQueryAsync();
    }

    async Task ConsumeAsync(Guid id, Guid aggregate, ulong tag)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using (var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("insert into bare_inbox (message_id, handled_at) values ($1, now())") { Parameters = { new() { Value = id } } },
                new("insert into bare_effect (id, version, value) values ($1, 1, 1)") { Parameters = { new() { Value = aggregate } } },
            },
        })
            await batch.ExecuteNonQueryAsync();
        applied.Note(aggregate, Stopwatch.GetTimestamp());
        Interlocked.Increment(ref effects);
        await consumer.BasicAckAsync(tag, multiple: false);
    }
}
