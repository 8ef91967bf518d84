using ClusterTic.Messaging;

namespace ClusterTic.Membership;

/// <summary>Who may act for an organisation: by ids alone, without names or addresses of people.</summary>
/// <param name="PersonId">A contact of the organisation.</param>
/// <param name="Issuer">Who vouches for the account, as its tokens say (<c>iss</c>); null until the invitation is accepted.</param>
/// <param name="Subject">The account there (<c>sub</c>).</param>
/// <param name="Status">invited, live, ended.</param>
public sealed record RepresentativeState(
    Guid Id, long Version, Guid OrganisationId, Guid PersonId, string? Issuer, string? Subject, string Status,
    DateTimeOffset? AppointedAt = null, DateTimeOffset? EndedAt = null);

/// <summary>Every fact about somebody who acts for an organisation.</summary>
[AggregateName("membership.representative", typeof(RepresentativeAnnounced))]
public interface IRepresentativeFact : IFact
{
    RepresentativeState Representative { get; }
    Guid IFact.AggregateId => Representative.Id;
    long IFact.Version => Representative.Version;
}

/// <summary>A contact was invited to act for its organisation, for the first time or again; it may not act yet.</summary>
[WireName("membership.representative.invited")]
public sealed record RepresentativeInvited(RepresentativeState Representative, DateTimeOffset OccurredAt) : IRepresentativeFact;

/// <summary>An account accepted the invitation: from now on it acts for the organisation.</summary>
[WireName("membership.representative.appointed")]
public sealed record RepresentativeAppointed(RepresentativeState Representative, DateTimeOffset OccurredAt) : IRepresentativeFact;

/// <summary>Somebody no longer acts for the organisation, or never will.</summary>
/// <param name="Reason">A code, never free text: own-request, replaced, misuse, contact-ended, other.</param>
[WireName("membership.representative.ended")]
public sealed record RepresentativeEnded(RepresentativeState Representative, string Reason, DateTimeOffset OccurredAt) : IRepresentativeFact;

/// <summary>Repeats the state for a copy that starts late.</summary>
[WireName("membership.representative.announced")]
public sealed record RepresentativeAnnounced(RepresentativeState Representative, DateTimeOffset OccurredAt) : IRepresentativeFact;
