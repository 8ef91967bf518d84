using ClusterTic.Messaging;

namespace ClusterTic.Opportunities;

/// <summary>A market opportunity's public state, merged from all releases of its contracting process.</summary>
/// <param name="Ocid">The open contracting id of the process.</param>
/// <param name="Status">planned, open, closed, awarded, cancelled.</param>
/// <param name="BuyerCountry">ISO 3166-1 alpha-2; null where the notice does not tell.</param>
/// <param name="Tier">national, sub-regional, continental, international.</param>
/// <param name="Codes">CPV 2008, eight digits each, without doubles.</param>
public sealed record OpportunityState(
    Guid Id,
    long Version,
    string Ocid,
    LocalText Title,
    string Status,
    string? BuyerName,
    string? BuyerCountry,
    string Tier,
    IReadOnlyList<string> Codes,
    Money? Value,
    DateTimeOffset? PublishedAt,
    DateTimeOffset? Deadline);

[AggregateName("opportunities.opportunity", typeof(OpportunityAnnounced))]
public interface IOpportunityFact : IFact
{
    OpportunityState Opportunity { get; }
    Guid IFact.AggregateId => Opportunity.Id;
    long IFact.Version => Opportunity.Version;
}

/// <summary>A contracting process was seen for the first time.</summary>
[WireName("opportunities.opportunity.published")]
public sealed record OpportunityPublished(OpportunityState Opportunity, DateTimeOffset OccurredAt) : IOpportunityFact;

/// <summary>A later release changed it.</summary>
[WireName("opportunities.opportunity.amended")]
public sealed record OpportunityAmended(OpportunityState Opportunity, DateTimeOffset OccurredAt) : IOpportunityFact;

/// <summary>It was awarded.</summary>
[WireName("opportunities.opportunity.awarded")]
public sealed record OpportunityAwarded(OpportunityState Opportunity, DateTimeOffset OccurredAt) : IOpportunityFact;

[WireName("opportunities.opportunity.cancelled")]
public sealed record OpportunityCancelled(OpportunityState Opportunity, DateTimeOffset OccurredAt) : IOpportunityFact;

[WireName("opportunities.opportunity.announced")]
public sealed record OpportunityAnnounced(OpportunityState Opportunity, DateTimeOffset OccurredAt) : IOpportunityFact;

/// <summary>One member that could serve one opportunity, and why.</summary>
/// <param name="Status">found, withdrawn (codes or membership changed).</param>
/// <param name="Score">0 to 100.</param>
public sealed record MatchState(
    Guid Id,
    long Version,
    Guid OpportunityId,
    Guid OrganisationId,
    string Status,
    int Score,
    IReadOnlyList<MatchReason> Reasons);

/// <summary>Why: the notice's code, the member's competence that covers it, and how near they are.</summary>
/// <param name="SharedDigits">Leading CPV digits in common: 2 (division) to 8 (same code).</param>
public sealed record MatchReason(string OpportunityCode, string CompetenceCode, int Level, int SharedDigits);

[AggregateName("opportunities.match", typeof(MatchAnnounced))]
public interface IMatchFact : IFact
{
    MatchState Match { get; }
    Guid IFact.AggregateId => Match.Id;
    long IFact.Version => Match.Version;
}

[WireName("opportunities.match.found")]
public sealed record MatchFound(MatchState Match, DateTimeOffset OccurredAt) : IMatchFact;

[WireName("opportunities.match.changed")]
public sealed record MatchChanged(MatchState Match, DateTimeOffset OccurredAt) : IMatchFact;

[WireName("opportunities.match.withdrawn")]
public sealed record MatchWithdrawn(MatchState Match, DateTimeOffset OccurredAt) : IMatchFact;

[WireName("opportunities.match.announced")]
public sealed record MatchAnnounced(MatchState Match, DateTimeOffset OccurredAt) : IMatchFact;
