using ClusterTic.Messaging;

namespace ClusterTic.Events.Invitations;

/// <summary>An organisation's invitation to an event; an organisation is invited once.</summary>
sealed class Invitation : Aggregate<InvitationState>
{
    const string SentCode = "sent";

    Invitation()
    {
    }

    public Guid EventId { get; private set; }

    public Guid OrganisationId { get; private set; }

    public string Status { get; private set; } = SentCode;

    public DateTimeOffset SentAt { get; private set; }

    public static Invitation Send(Guid eventId, Guid organisationId, DateTimeOffset at)
    {
        var invitation = new Invitation
        {
            EventId = eventId,
            OrganisationId = organisationId,
            SentAt = at,
        };
        invitation.Raise(state => new InvitationSent(state, at));
        return invitation;
    }

    public override InvitationState ToState() => new(Id, Version, EventId, OrganisationId, null, Status);
}
