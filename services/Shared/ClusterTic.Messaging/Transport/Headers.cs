namespace ClusterTic.Messaging.Transport;

/// <summary>What travels beside the body. The message id is the AMQP property of that name.</summary>
static class Headers
{
    public const string WireName = "ct-name";
    public const string Sender = "ct-sender";
    public const string AggregateId = "ct-aggregate";
    public const string Version = "ct-version";
    public const string OccurredAt = "ct-occurred-at";
    public const string RecordedAt = "ct-recorded-at";

    /// <summary>W3C trace context.</summary>
    public const string TraceParent = "traceparent";
}
