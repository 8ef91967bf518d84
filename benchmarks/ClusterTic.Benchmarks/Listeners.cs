using RabbitMQ.Client;

namespace ClusterTic.Benchmarks;

/// <summary>In the suite other services take the facts; without a queue they would be returned and tried again.</summary>
static class Listeners
{
    public static async Task<IConnection> TakeAsync(string amqp, params string[] exchanges)
    {
        var broker = await new ConnectionFactory { Uri = new Uri(amqp) }.CreateConnectionAsync();
        var channel = await broker.CreateChannelAsync();
        foreach (var exchange in exchanges)
        {
            await channel.QueueDeclareAsync(exchange + ".all", durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
            await channel.QueueBindAsync(exchange + ".all", exchange, "#");
        }

        return broker;
    }
}
