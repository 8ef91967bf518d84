using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace ClusterTic.Messaging.Tests.Probe;

/// <summary>Looks at the broker from outside, without any of our own code.</summary>
sealed class BrokerProbe : IAsyncDisposable
{
    readonly IConnection connection;

    BrokerProbe(IConnection connection) => this.connection = connection;

    public static async Task<BrokerProbe> ConnectAsync(string amqp) =>
        new(await new ConnectionFactory { Uri = new Uri(amqp) }.CreateConnectionAsync());

    public async Task<bool> QueueExistsAsync(string name)
    {
        try
        {
            await using var channel = await connection.CreateChannelAsync();
            await channel.QueueDeclarePassiveAsync(name);
            return true;
        }
        catch (OperationInterruptedException missing) when (missing.ShutdownReason?.ReplyCode == 404)
        {
            return false;
        }
    }

    /// <summary>Everything that is published on the facts' exchange, in the order of its arrival.</summary>
    public async Task<List<(Guid Aggregate, long Version)>> ListenAsync()
    {
        var channel = await connection.CreateChannelAsync();
        var queue = await channel.QueueDeclareAsync();
        await channel.QueueBindAsync(queue.QueueName, "clustertic.facts", "#");
        var arrived = new List<(Guid, long)>();
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            string Header(string name) => Encoding.UTF8.GetString((byte[])delivery.BasicProperties.Headers![name]!);
            lock (arrived) arrived.Add((Guid.Parse(Header("ct-aggregate")), long.Parse(Header("ct-version"), System.Globalization.CultureInfo.InvariantCulture)));
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer);
        return arrived;
    }

    /// <summary>Puts a message on a queue as it is, for instance a second time.</summary>
    public async Task SendAsync(string queue, Guid messageId, string body, Dictionary<string, object?> headers)
    {
        await using var channel = await connection.CreateChannelAsync();
        await channel.BasicPublishAsync("", queue, mandatory: true,
            new BasicProperties { MessageId = messageId.ToString(), ContentType = "application/json", Headers = headers, Persistent = true },
            Encoding.UTF8.GetBytes(body));
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
