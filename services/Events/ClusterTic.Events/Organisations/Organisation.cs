namespace ClusterTic.Events.Organisations;

/// <summary>Our own copy of what Membership says of an organisation: enough to show whom an event has to do with.</summary>
sealed class Organisation
{
    public Guid Id { get; private set; }

    public long Version { get; private set; }

    public string Name { get; private set; } = "";

    public string Type { get; private set; } = "";

    public string Country { get; private set; } = "";

    public string? Region { get; private set; }

    public string Status { get; private set; } = "";

    public string? Category { get; private set; }

    /// <summary>The one that goes on in its place. What it was invited to and came for stays with it, and shows under the other's name.</summary>
    public Guid? MergedInto { get; private set; }
}
