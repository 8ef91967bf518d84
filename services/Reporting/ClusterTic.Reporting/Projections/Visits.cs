using ClusterTic.Membership;

namespace ClusterTic.Reporting.Projections;

/// <summary>How often public pages were opened on a day.</summary>
sealed record VisitDayRow : StateRow
{
    public DateOnly Day { get; init; }
    public VisitRow[] Visits { get; init; } = [];
}

/// <param name="Page">member, offer.</param>
/// <param name="Country">Null where nothing tells.</param>
sealed record VisitRow(string Page, string? Country, long Visits);

sealed class Visits : Projection<VisitDayRow, VisitsAnnounced>
{
    public override string Aggregate => "membership.visits";

    public override string Table => "visit_days";

    protected override VisitDayRow Read(VisitsAnnounced fact)
    {
        var state = Needed(fact.Visits, "$.visits");
        return new()
        {
            Day = state.Day,
            Visits = [.. Needed(state.Visits, "$.visits.visits").Select(one => new VisitRow(Needed(one.Page, "$.visits.visits.page"), one.Country, one.Visits))],
        };
    }
}
