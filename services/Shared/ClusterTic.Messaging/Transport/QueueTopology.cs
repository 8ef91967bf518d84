using System.Text.Json;
using ClusterTic.Messaging.Inbox;
using ClusterTic.Messaging.Wire;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;

namespace ClusterTic.Messaging.Transport;

/// <summary>
/// The service's exchanges, queues and bindings, declared before anyone publishes, so that no fact is sent before
/// whoever wants it has a queue. Queue arguments are only the type: limits are policies, which can be changed later.
/// </summary>
static class QueueTopology
{
    static readonly Dictionary<string, object?> Quorum = new(StringComparer.Ordinal) { ["x-queue-type"] = "quorum" };

    /// <summary><c>--declare-queues</c>: for the deployment job.</summary>
    public static async Task<int> DeclareAsync(IServiceProvider services, string[] args, CancellationToken cancel)
    {
        var uri = new Uri(services.GetRequiredService<IConfiguration>().GetConnectionString("rabbitmq")!);
        await using var connection = await new ConnectionFactory { Uri = uri }.CreateConnectionAsync(cancel);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancel);
        foreach (var exchange in (string[])[Binding.Facts, Binding.People])
            await channel.ExchangeDeclareAsync(exchange, ExchangeType.Topic, durable: true, cancellationToken: cancel);
        foreach (var endpoint in services.GetRequiredService<IReadOnlyList<Endpoint>>())
        {
            await channel.ExchangeDeclareAsync(endpoint.Name, ExchangeType.Fanout, durable: true, cancellationToken: cancel);
            await channel.QueueDeclareAsync(endpoint.Name, durable: true, exclusive: false, autoDelete: false, Quorum, cancellationToken: cancel);
            await channel.QueueBindAsync(endpoint.Name, endpoint.Name, "", cancellationToken: cancel);
            foreach (var binding in endpoint.Bindings)
                await channel.ExchangeBindAsync(endpoint.Name, binding.Exchange, binding.RoutingKey, cancellationToken: cancel);
        }

        return 0;
    }

    /// <summary><c>--describe-queues</c>: the same as JSON, one object with endpoint → bindings.</summary>
    public static async Task<int> DescribeAsync(IServiceProvider services, string[] args, CancellationToken cancel)
    {
        await Console.Out.WriteLineAsync(JsonSerializer.Serialize(Describe(services)).AsMemory(), cancel);
        return 0;
    }

    public static SortedDictionary<string, string[]> Describe(IServiceProvider services) => new(
        services.GetRequiredService<IReadOnlyList<Endpoint>>().ToDictionary(
            endpoint => endpoint.Name,
            endpoint => endpoint.Bindings.Select(binding => $"{binding.Exchange} {binding.RoutingKey}").ToArray(),
            StringComparer.Ordinal),
        StringComparer.Ordinal);
}
