namespace ClusterTic.Events.Groups;

/// <summary>Our own copy of a group of organisations that Membership published: whom to invite together.</summary>
sealed class MemberGroup
{
    public Guid Id { get; private set; }

    public long Version { get; private set; }

    public string Code { get; private set; } = "";

    public LocalText Name { get; private set; } = new();

    public Guid[] OrganisationIds { get; private set; } = [];

    public DateTimeOffset TakenAt { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }
}
