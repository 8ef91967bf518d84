using System.Globalization;
using ClusterTic.Messaging.Inbox;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace ClusterTic.Messaging.Transport;

/// <summary>
/// Takes a delivery from MassTransit to the endpoint's inbox. Retries are out here, outside any transaction; what fails
/// to the end goes to the error queue, from where it is parked.
/// </summary>
sealed partial class FactConsumer(InboxPump pump, MessagingOptions options, MessagingMetrics metrics, TimeProvider clock, ILogger<FactConsumer> log)
    : IConsumer<WireMessage>
{
    public async Task Consume(ConsumeContext<WireMessage> context)
    {
        var fact = Read(context);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await pump.HandleAsync(fact);
                return;
            }
            catch (Exception failed) when (failed is not OperationCanceledException && attempt < options.HandleAttempts)
            {
                metrics.Retried(pump.Endpoint.Name);
                Retrying(log, pump.Endpoint.Name, fact.WireName, fact.MessageId, attempt, failed.Message);
                var pause = options.RetryPause * Math.Pow(2, attempt - 1) * (0.5 + Random.Shared.NextDouble());
                await Task.Delay(pause, clock, context.CancellationToken);
            }
        }
    }

    static ReceivedFact Read(ConsumeContext<WireMessage> context)
    {
        string Header(string name) => context.ReceiveContext.TransportHeaders.Get<string>(name)
            ?? throw new FormatException($"The message has no header {name}.");

        return new(
            context.MessageId ?? throw new FormatException("The message has no id."),
            Header(Headers.WireName),
            Header(Headers.Sender),
            Guid.Parse(Header(Headers.AggregateId)),
            long.Parse(Header(Headers.Version), CultureInfo.InvariantCulture),
            DateTimeOffset.Parse(Header(Headers.OccurredAt), CultureInfo.InvariantCulture),
            DateTimeOffset.Parse(Header(Headers.RecordedAt), CultureInfo.InvariantCulture),
            context.ReceiveContext.TransportHeaders.Get<string>(Headers.TraceParent),
            context.ReceiveContext.Body.GetString());
    }

    [LoggerMessage(LogLevel.Warning, "{Endpoint} failed at {WireName} {MessageId}, attempt {Attempt}: {Reason}")]
    static partial void Retrying(ILogger log, string endpoint, string wireName, Guid messageId, int attempt, string reason);
}
