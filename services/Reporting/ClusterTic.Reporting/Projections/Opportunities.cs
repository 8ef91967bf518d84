using ClusterTic.Opportunities;
using ClusterTic.Reporting.Log;

namespace ClusterTic.Reporting.Projections;

sealed record OpportunityRow : StateRow
{
    public required string Ocid { get; init; }
    public required string Status { get; init; }
    public required string Tier { get; init; }
    public string? BuyerCountry { get; init; }
    public decimal? Amount { get; init; }
    public string? Currency { get; init; }
    public DateTimeOffset? PublishedAt { get; init; }
    public DateTimeOffset? Deadline { get; init; }
    public DateTimeOffset? NoticedAt { get; init; }
    public long? NoticedVersion { get; init; }
    public DateOnly? NoticedDay { get; init; }
}

sealed class Opportunities : Projection<OpportunityRow, OpportunityAnnounced>
{
    const string Published = "opportunities.opportunity.published";

    public override string Aggregate => "opportunities.opportunity";

    public override string Table => "opportunities";

    public override IReadOnlyList<string> Counted => [Published];

    protected override OpportunityRow Read(OpportunityAnnounced fact)
    {
        var state = Needed(fact.Opportunity, "$.opportunity");
        return new()
        {
            Ocid = Needed(state.Ocid, "$.opportunity.ocid"),
            Status = Needed(state.Status, "$.opportunity.status"),
            Tier = Needed(state.Tier, "$.opportunity.tier"),
            BuyerCountry = state.BuyerCountry,
            Amount = state.Value?.Amount,
            Currency = state.Value?.Currency,
            PublishedAt = state.PublishedAt,
            Deadline = state.Deadline,
        };
    }

    protected override OpportunityRow Remember(OpportunityRow row, OpportunityRow? before, LoggedFact fact)
    {
        var noticed = new Happened(before?.NoticedAt, before?.NoticedVersion);
        if (fact.WireName == Published) noticed = noticed.Take(fact);
        return row with { NoticedAt = noticed.At, NoticedVersion = noticed.Version };
    }

    protected override OpportunityRow Derive(OpportunityRow row, LocalDays days) => row with
    {
        NoticedDay = row.NoticedAt is { } at ? days.DayOf(at) : null,
    };
}
