using ClusterTic.Reporting.Figures;

namespace ClusterTic.Reporting.Indicators;

/// <summary>Every figure of the cluster, in the order in which the overview shows them.</summary>
static class IndicatorCatalogue
{
    public static IReadOnlyList<Figure> All { get; } =
    [
        new ActiveMembers(), new FoundingPartners(), new Composition(), new Applications(),
        new MandatesFilled(), new CommittedMembers(), new DuesCollected(),
        new EventsHeld(), new InvitationsSent(), new Registered(), new Attendances(), new AttendanceRate(),
        new WorkingGroupsLive(), new HighValueOffers(), new LiveCatalogue(),
        new OpportunitiesNoticed(), new OpportunitiesOpen(), new OpportunitiesPassedOn(),
        new Reach(),
    ];

    /// <summary>The figure of a row: <c>STR-04/company</c> is a row of STR-04.</summary>
    public static (Figure Figure, string? Group)? Find(string row)
    {
        var slash = row.IndexOf('/');
        var id = slash < 0 ? row : row[..slash];
        return All.FirstOrDefault(figure => figure.Id == id) is { } figure && (slash < 0 || figure.Group is not null)
            ? (figure, slash < 0 ? null : row[(slash + 1)..])
            : null;
    }
}
