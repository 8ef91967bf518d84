using ClusterTic.Messaging.Outbox;

namespace ClusterTic.Messaging.Transport;

/// <summary>The seam to the broker: MassTransit today.</summary>
interface IFactSender
{
    /// <summary>Done when the broker has confirmed; <see cref="UnroutableException"/> where no queue wanted it.</summary>
    Task SendAsync(OutboxMessage message, string traceParent, CancellationToken cancel);
}

/// <summary>The broker gave the message back: no queue is bound for it yet.</summary>
sealed class UnroutableException(string message, Exception inner) : Exception(message, inner);
