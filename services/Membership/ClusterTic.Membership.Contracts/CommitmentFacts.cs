using ClusterTic.Messaging;

namespace ClusterTic.Membership;

/// <summary>One of the team's contacts with an organisation, by ids and codes: what was said stays in Membership.</summary>
/// <param name="Kind">visit, call, mail, meeting, other.</param>
/// <param name="Purpose">welcome, follow-up, dues, needs, opportunity, other.</param>
/// <param name="FollowUpOn">When somebody shall come back to it; null where nobody needs to.</param>
public sealed record InteractionState(
    Guid Id, long Version, Guid OrganisationId, string Kind, string Purpose, DateOnly On, DateOnly? FollowUpOn, bool FollowUpDone,
    DateTimeOffset? CancelledAt = null);

/// <summary>Every fact about the team's contacts with organisations.</summary>
[AggregateName("membership.interaction", typeof(InteractionAnnounced))]
public interface IInteractionFact : IFact
{
    InteractionState Interaction { get; }
    Guid IFact.AggregateId => Interaction.Id;
    long IFact.Version => Interaction.Version;
}

/// <summary>Somebody of the team was in contact with an organisation.</summary>
[WireName("membership.interaction.recorded")]
public sealed record InteractionRecorded(InteractionState Interaction, DateTimeOffset OccurredAt) : IInteractionFact;

/// <summary>An entry was corrected, or its follow-up done.</summary>
[WireName("membership.interaction.changed")]
public sealed record InteractionChanged(InteractionState Interaction, DateTimeOffset OccurredAt) : IInteractionFact;

/// <summary>An entry does not count.</summary>
/// <param name="Reason">A code, never free text: error, duplicate, other.</param>
[WireName("membership.interaction.cancelled")]
public sealed record InteractionCancelled(InteractionState Interaction, string Reason, DateTimeOffset OccurredAt) : IInteractionFact;

/// <summary>Repeats the state for a copy that starts late.</summary>
[WireName("membership.interaction.announced")]
public sealed record InteractionAnnounced(InteractionState Interaction, DateTimeOffset OccurredAt) : IInteractionFact;

/// <summary>An organisation signed a version of the charter.</summary>
/// <param name="Charter">The version.</param>
[WireName("membership.organisation.charter-signed")]
public sealed record OrganisationCharterSigned(
    OrganisationState Organisation, Guid SignatureId, string Charter, DateOnly SignedOn, DateTimeOffset OccurredAt) : IOrganisationFact;

/// <summary>A signature under the charter no longer holds.</summary>
/// <param name="Charter">The version.</param>
/// <param name="Reason">A code, never free text: error, withdrawn, other.</param>
[WireName("membership.organisation.charter-revoked")]
public sealed record OrganisationCharterRevoked(
    OrganisationState Organisation, Guid SignatureId, string Charter, string Reason, DateTimeOffset OccurredAt) : IOrganisationFact;

/// <summary>A body met, or what was said of a meeting was corrected: the last one with an id counts.</summary>
/// <param name="On">The day, where the cluster is.</param>
/// <param name="Attendees">How many were there.</param>
[WireName("membership.body.meeting-held")]
public sealed record BodyMeetingHeld(BodyState Body, Guid MeetingId, DateOnly On, int Attendees, DateTimeOffset OccurredAt) : IBodyFact;

/// <summary>A meeting that was said to have been held does not count.</summary>
[WireName("membership.body.meeting-cancelled")]
public sealed record BodyMeetingCancelled(BodyState Body, Guid MeetingId, DateTimeOffset OccurredAt) : IBodyFact;
