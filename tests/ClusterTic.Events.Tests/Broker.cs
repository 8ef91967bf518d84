using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using ClusterTic.Messaging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace ClusterTic.Events.Tests;

/// <summary>What another service does at the broker: publishes facts, and has a queue of its own.</summary>
sealed class Broker : IAsyncDisposable
{
    readonly IConnection connection;
    readonly IChannel channel;

    Broker(IConnection connection, IChannel channel) => (this.connection, this.channel) = (connection, channel);

    public static async Task<Broker> ConnectAsync(string address)
    {
        var opened = await new ConnectionFactory { Uri = new Uri(address) }.CreateConnectionAsync();
        return new(opened, await opened.CreateChannelAsync(new CreateChannelOptions(true, true)));
    }

    /// <summary>Waits for the broker's confirm; throws where no queue is bound.</summary>
    public async Task PublishAsync(IFact fact)
    {
        var wireName = fact.GetType().GetCustomAttribute<WireNameAttribute>()!.Name;
        var exchange = wireName.StartsWith("person.", StringComparison.Ordinal) ? "clustertic.people" : "clustertic.facts";
        var at = fact.OccurredAt.ToString("O", CultureInfo.InvariantCulture);
        await channel.BasicPublishAsync(exchange, wireName, mandatory: true, new BasicProperties
        {
            MessageId = Guid.CreateVersion7().ToString(),
            ContentType = "application/json",
            Headers = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["ct-name"] = wireName,
                ["ct-sender"] = "membership",
                ["ct-aggregate"] = fact.AggregateId.ToString(),
                ["ct-version"] = fact.Version.ToString(CultureInfo.InvariantCulture),
                ["ct-occurred-at"] = at,
                ["ct-recorded-at"] = at,
            },
        }, JsonSerializer.SerializeToUtf8Bytes(fact, fact.GetType(), JsonSerializerOptions.Web));
    }

    /// <summary>A queue that collects the bodies of what is bound to it, or sent to it by name.</summary>
    public async Task<IReadOnlyList<Received>> ListenAsync(string queue, params IEnumerable<string> routingKeys)
    {
        await channel.ExchangeDeclareAsync(queue, ExchangeType.Fanout, durable: true);
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false,
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["x-queue-type"] = "quorum" });
        await channel.QueueBindAsync(queue, queue, "");
        foreach (var key in routingKeys) await channel.ExchangeBindAsync(queue, "clustertic.facts", key);
        var received = new ReceivedList();
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            var name = Encoding.UTF8.GetString((byte[])delivery.BasicProperties.Headers!["ct-name"]!);
            received.Add(new(name, Encoding.UTF8.GetString(delivery.Body.Span)));
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue, autoAck: true, consumer);
        return received;
    }

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await connection.DisposeAsync();
    }

    public sealed record Received(string WireName, string Body);

    sealed class ReceivedList : IReadOnlyList<Received>
    {
        readonly Lock writing = new();
        Received[] items = [];

        public int Count => items.Length;

        public Received this[int index] => items[index];

        public void Add(Received one)
        {
            lock (writing) items = [.. items, one];
        }

        public IEnumerator<Received> GetEnumerator() => ((IEnumerable<Received>)items).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
