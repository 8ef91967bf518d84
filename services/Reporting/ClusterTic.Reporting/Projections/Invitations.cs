using ClusterTic.Events;
using ClusterTic.Reporting.Log;

namespace ClusterTic.Reporting.Projections;

sealed record InvitationRow : StateRow
{
    public Guid EventId { get; init; }
    public Guid? OrganisationId { get; init; }
    public Guid? PersonId { get; init; }
    public required string Status { get; init; }
    public DateTimeOffset? SentAt { get; init; }
    public long? SentVersion { get; init; }
    public DateOnly? SentDay { get; init; }
}

sealed class Invitations : Projection<InvitationRow, InvitationAnnounced>
{
    const string Sent = "events.invitation.sent";

    public override string Aggregate => "events.invitation";

    public override string Table => "invitations";

    public override IReadOnlyList<string> Counted => [Sent];

    protected override InvitationRow Read(InvitationAnnounced fact)
    {
        var state = Needed(fact.Invitation, "$.invitation");
        return new()
        {
            EventId = state.EventId,
            OrganisationId = state.OrganisationId,
            PersonId = state.PersonId,
            Status = Needed(state.Status, "$.invitation.status"),
        };
    }

    protected override InvitationRow Remember(InvitationRow row, InvitationRow? before, LoggedFact fact)
    {
        var sent = new Happened(before?.SentAt, before?.SentVersion);
        if (fact.WireName == Sent) sent = sent.Take(fact);
        return row with { SentAt = sent.At, SentVersion = sent.Version };
    }

    protected override InvitationRow Derive(InvitationRow row, LocalDays days) => row with
    {
        SentDay = row is { Status: "sent", SentAt: { } at } ? days.DayOf(at) : null,
    };

    protected override IEnumerable<Activity> Activity(InvitationRow row)
    {
        // A person's own invitation is no figure of an organisation.
        if (row is { OrganisationId: { } organisation, SentDay: { } day }) yield return new(organisation, day, Invited: 1);
    }
}
