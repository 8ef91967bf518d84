namespace ClusterTic.Messaging;

/// <summary>Section <c>Messaging</c> of the configuration.</summary>
public sealed class MessagingOptions
{
    /// <summary>Rows that the relay takes at once.</summary>
    public int Round { get; set; } = 200;

    /// <summary>How often the relay looks without having been woken.</summary>
    public TimeSpan Poll { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a confirm may take.</summary>
    public TimeSpan ConfirmLimit { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a row that fails by itself is tried before it is parked.</summary>
    public int PublishAttempts { get; set; } = 8;

    /// <summary>Messages that the broker hands to one endpoint of this process ahead of their handling.</summary>
    public ushort Prefetch { get; set; } = 200;

    /// <summary>Messages that one transaction of the inbox takes at most.</summary>
    public int Batch { get; set; } = 100;

    /// <summary>How often a message that fails by itself is tried before it is parked.</summary>
    public int HandleAttempts { get; set; } = 4;

    /// <summary>The first pause before trying again; it doubles, with jitter.</summary>
    public TimeSpan RetryPause { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest pause of an endpoint whose database is away.</summary>
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the error queues are emptied into the parked messages.</summary>
    public TimeSpan DrainErrors { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the inbox remembers a message.</summary>
    public TimeSpan KeepInbox { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long the content of a parked message is kept after it was replayed or discarded.</summary>
    public TimeSpan KeepDecided { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long a parked message with personal data waits for a decision before it is given up.</summary>
    public TimeSpan KeepParkedPersonal { get; set; } = TimeSpan.FromDays(90);

    /// <summary>The endpoints that may be given personal data, as the register of processing names them.</summary>
    public List<string> RestrictedEndpoints { get; set; } = ["events-people", "identity-people"];
}
