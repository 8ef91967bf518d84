namespace ClusterTic.AppHost.Demo;

/// <summary>What the overview must have reached before the load is called done. Other data may make it more.</summary>
/// <param name="AtLeast">From the report's row ids to counts.</param>
sealed record Expected(IReadOnlyDictionary<string, long> AtLeast)
{
    public static Expected From(Sample sample)
    {
        var active = sample.Organisations.Where(organisation => organisation.Decision is SampleOrganisation.Approved).ToArray();
        return new(new Dictionary<string, long>(StringComparer.Ordinal)
        {
            [OverviewRows.ActiveMembers] = active.Length,
            [OverviewRows.FoundingPartners] = active.Count(organisation => organisation.Category is "founding-partner"),
            [OverviewRows.EventsHeld] = 1,
            [OverviewRows.Attendances] = sample.Attendance.Count(person => person.CheckedInAt is not null),
        });
    }
}

/// <summary>Ids of the rows of the report cluster-overview that the loader waits for.</summary>
static class OverviewRows
{
    public const string ActiveMembers = "STR-01";
    public const string FoundingPartners = "STR-02";
    public const string EventsHeld = "SVC-01";
    public const string Attendances = "SVC-02";
}
