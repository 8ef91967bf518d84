using System.Collections.Concurrent;
using System.Globalization;
using ClusterTic.Messaging.Outbox;
using ClusterTic.Messaging.Wire;
using MassTransit;

namespace ClusterTic.Messaging.Transport;

/// <summary>Publishes to the topic exchange by wire name, or to one endpoint, with the broker's confirm.</summary>
sealed class MassTransitSender(IBus bus) : IFactSender
{
    readonly ConcurrentDictionary<string, Task<ISendEndpoint>> endpoints = new(StringComparer.Ordinal);

    public async Task SendAsync(OutboxMessage message, string traceParent, CancellationToken cancel)
    {
        var address = message.Destination is { } endpoint
            ? $"exchange:{endpoint}"
            : $"exchange:{Binding.ExchangeOf(message.Stream)}?type=topic";
        var target = await endpoints.GetOrAdd(address, uri => bus.GetSendEndpoint(new Uri(uri)));
        try
        {
            await target.Send(new WireMessage(message.Body), context =>
            {
                context.MessageId = message.Id;
                context.Durable = true;
                if (context.TryGetPayload(out RabbitMqSendContext? rabbit)) rabbit.Mandatory = true;
                context.SetRoutingKey(message.WireName);
                context.Headers.Set(Headers.WireName, message.WireName);
                context.Headers.Set(Headers.Sender, message.Sender);
                context.Headers.Set(Headers.AggregateId, message.AggregateId.ToString());
                context.Headers.Set(Headers.Version, message.Version.ToString(CultureInfo.InvariantCulture));
                context.Headers.Set(Headers.OccurredAt, message.OccurredAt.ToString("O", CultureInfo.InvariantCulture));
                context.Headers.Set(Headers.RecordedAt, message.RecordedAt.ToString("O", CultureInfo.InvariantCulture));
                context.Headers.Set(Headers.TraceParent, traceParent);
            }, cancel);
        }
        catch (MessageReturnedException returned)
        {
            throw new UnroutableException($"No queue is bound for {message.WireName}.", returned);
        }
        catch
        {
            endpoints.TryRemove(address, out _); // its channel may be gone: take a new one next time
            throw;
        }
    }
}
