using ClusterTic.Messaging;

namespace ClusterTic.Membership;

/// <summary>An organisation's public state.</summary>
/// <param name="Type">A code: company, startup, university, public-body, association, finance, donor.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Region">ISO 3166-2 code of district or region; null abroad.</param>
/// <param name="Status">registered, submitted, under-review, member, rejected, suspended, withdrawn, merged.</param>
/// <param name="Category">Code of the membership category that the installation configures (founding-partner, member, …); null before approval.</param>
/// <param name="MemberSince">When it was admitted, in the world; a suspension does not change it.</param>
/// <param name="SuspendedAt">Since when; null unless suspended now.</param>
/// <param name="WithdrawnAt">When it left the cluster, or no longer wanted to join.</param>
/// <param name="SmeClass">micro, small, medium, large, not-independent (25 % or more held by a large firm), unknown; by the law of the last year that has figures.</param>
/// <param name="Charter">The newest version of the charter under which a signature of it holds; null for none.</param>
/// <param name="CharterSignedOn">The day of that signature.</param>
/// <param name="MergedInto">The organisation that this one is the same as; what was told of this one counts for that one. Null again when the merge is undone.</param>
public sealed record OrganisationState(
    Guid Id,
    long Version,
    string Name,
    string? TradeName,
    string Type,
    string Country,
    string? Region,
    string? Town,
    string Status,
    string? Category,
    DateTimeOffset? SubmittedAt,
    DateTimeOffset? DecidedAt,
    DateTimeOffset? MemberSince,
    IReadOnlyList<CompetenceState> Competences,
    DateTimeOffset? SuspendedAt = null,
    DateTimeOffset? WithdrawnAt = null,
    string? SmeClass = null,
    int? FoundedIn = null,
    string? Charter = null,
    DateOnly? CharterSignedOn = null,
    Guid? MergedInto = null);

/// <summary>One thing that an organisation can do.</summary>
/// <param name="Code">CPV 2008, eight digits.</param>
/// <param name="Level">1 (notion) to 5 (reference).</param>
/// <param name="Evidence">The strongest that there is: declared, reference (a project), certificate, verified (by the cluster team).</param>
/// <param name="VerifiedUntil">When the team's verification ends; null unless verified.</param>
public sealed record CompetenceState(string Code, int Level, string? Evidence = null, DateOnly? VerifiedUntil = null);

/// <summary>Every fact about an organisation.</summary>
[AggregateName("membership.organisation", typeof(OrganisationAnnounced))]
public interface IOrganisationFact : IFact
{
    OrganisationState Organisation { get; }
    Guid IFact.AggregateId => Organisation.Id;
    long IFact.Version => Organisation.Version;
}

/// <summary>An organisation was entered, by itself or by the cluster team.</summary>
[WireName("membership.organisation.registered")]
public sealed record OrganisationRegistered(OrganisationState Organisation, DateTimeOffset OccurredAt) : IOrganisationFact;

/// <summary>The contact has shown that mails arrive there; the address itself stays in Membership.</summary>
[WireName("membership.organisation.email-confirmed")]
public sealed record OrganisationEmailConfirmed(OrganisationState Organisation, DateTimeOffset OccurredAt) : IOrganisationFact;

/// <summary>An organisation asked to join.</summary>
[WireName("membership.organisation.submitted")]
public sealed record OrganisationSubmitted(OrganisationState Organisation, DateTimeOffset OccurredAt) : IOrganisationFact;

/// <summary>The cluster team began to review an application.</summary>
[WireName("membership.organisation.review-started")]
public sealed record OrganisationReviewStarted(OrganisationState Organisation, DateTimeOffset OccurredAt) : IOrganisationFact;

/// <summary>An organisation was admitted, as member or founding partner.</summary>
/// <param name="By">The account that decided.</param>
[WireName("membership.organisation.approved")]
public sealed record OrganisationApproved(
    OrganisationState Organisation, string Category, string By, DateTimeOffset OccurredAt) : IOrganisationFact;

/// <summary>An application was turned down.</summary>
/// <param name="Reason">A code, never free text: incomplete, outside-sector, duplicate, not-eligible, other.</param>
/// <param name="By">The account that decided.</param>
[WireName("membership.organisation.rejected")]
public sealed record OrganisationRejected(
    OrganisationState Organisation, string Reason, string By, DateTimeOffset OccurredAt) : IOrganisationFact;

/// <summary>A member was suspended: out of directory and matches until it is reinstated.</summary>
/// <param name="Reason">A code, never free text: dues, inactive, conduct, not-eligible, own-request, other.</param>
/// <param name="By">The account that decided.</param>
[WireName("membership.organisation.suspended")]
public sealed record OrganisationSuspended(
    OrganisationState Organisation, string Reason, string By, DateTimeOffset OccurredAt) : IOrganisationFact;

/// <summary>A suspension ended: a member as before.</summary>
/// <param name="By">The account that decided.</param>
[WireName("membership.organisation.reinstated")]
public sealed record OrganisationReinstated(OrganisationState Organisation, string By, DateTimeOffset OccurredAt) : IOrganisationFact;

/// <summary>A member left the cluster, or an applicant no longer wants to join.</summary>
/// <param name="Reason">A code, never free text: own-request, closed, merged, excluded, never-confirmed (the service did it: no mail ever arrived), other.</param>
/// <param name="By">The account that recorded it.</param>
[WireName("membership.organisation.withdrawn")]
public sealed record OrganisationWithdrawn(
    OrganisationState Organisation, string Reason, string By, DateTimeOffset OccurredAt) : IOrganisationFact;

/// <summary>The review of an application went on; what was found stays with the cluster team.</summary>
[WireName("membership.organisation.review-checked")]
public sealed record OrganisationReviewChecked(OrganisationState Organisation, DateTimeOffset OccurredAt) : IOrganisationFact;

/// <summary>Something in an organisation's profile changed.</summary>
[WireName("membership.organisation.profile-changed")]
public sealed record OrganisationProfileChanged(OrganisationState Organisation, DateTimeOffset OccurredAt) : IOrganisationFact;

/// <summary>An organisation turned out to be the same as another one, which goes on alone.</summary>
/// <param name="Into">The one that goes on.</param>
/// <param name="By">The account that decided.</param>
[WireName("membership.organisation.merged")]
public sealed record OrganisationMerged(OrganisationState Organisation, Guid Into, string By, DateTimeOffset OccurredAt) : IOrganisationFact;

/// <summary>A merge was undone: the organisation is one of its own again, as before.</summary>
/// <param name="From">The one that it had been merged into.</param>
/// <param name="By">The account that decided.</param>
[WireName("membership.organisation.separated")]
public sealed record OrganisationSeparated(OrganisationState Organisation, Guid From, string By, DateTimeOffset OccurredAt) : IOrganisationFact;

/// <summary>An organisation took over what was known of another one that is the same.</summary>
/// <param name="Other">The one that was merged into it.</param>
[WireName("membership.organisation.absorbed")]
public sealed record OrganisationAbsorbed(OrganisationState Organisation, Guid Other, DateTimeOffset OccurredAt) : IOrganisationFact;

/// <summary>An organisation gave back what it had taken over.</summary>
/// <param name="Other">The one that is one of its own again.</param>
[WireName("membership.organisation.released")]
public sealed record OrganisationReleased(OrganisationState Organisation, Guid Other, DateTimeOffset OccurredAt) : IOrganisationFact;

/// <summary>Repeats the state for a copy that starts late.</summary>
[WireName("membership.organisation.announced")]
public sealed record OrganisationAnnounced(OrganisationState Organisation, DateTimeOffset OccurredAt) : IOrganisationFact;
