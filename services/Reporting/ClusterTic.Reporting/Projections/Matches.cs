using ClusterTic.Opportunities;
using ClusterTic.Reporting.Log;

namespace ClusterTic.Reporting.Projections;

sealed record MatchRow : StateRow
{
    public Guid OpportunityId { get; init; }
    public Guid OrganisationId { get; init; }
    public required string Status { get; init; }
    public int Score { get; init; }
    public DateTimeOffset? FoundAt { get; init; }
    public long? FoundVersion { get; init; }
    public DateOnly? FoundDay { get; init; }
}

sealed class Matches : Projection<MatchRow, MatchAnnounced>
{
    const string Found = "opportunities.match.found";

    public override string Aggregate => "opportunities.match";

    public override string Table => "matches";

    public override IReadOnlyList<string> Counted => [Found];

    protected override MatchRow Read(MatchAnnounced fact)
    {
        var state = Needed(fact.Match, "$.match");
        return new()
        {
            OpportunityId = state.OpportunityId,
            OrganisationId = state.OrganisationId,
            Status = Needed(state.Status, "$.match.status"),
            Score = state.Score,
        };
    }

    protected override MatchRow Remember(MatchRow row, MatchRow? before, LoggedFact fact)
    {
        var found = new Happened(before?.FoundAt, before?.FoundVersion);
        if (fact.WireName == Found) found = found.Take(fact);
        return row with { FoundAt = found.At, FoundVersion = found.Version };
    }

    protected override MatchRow Derive(MatchRow row, LocalDays days) => row with
    {
        FoundDay = row is { Status: not "withdrawn", FoundAt: { } at } ? days.DayOf(at) : null,
    };

    protected override IEnumerable<Activity> Activity(MatchRow row)
    {
        if (row.FoundDay is { } day) yield return new(row.OrganisationId, day, Matched: 1);
    }
}
