namespace ClusterTic.AppHost.Demo;

/// <summary>What the overview must have reached before the load is called done. Other data may make it more.</summary>
/// <param name="AtLeast">From the report's row ids to counts.</param>
sealed record Expected(IReadOnlyDictionary<string, long> AtLeast)
{
    /// <param name="opportunities">How many Opportunities itself holds.</param>
    public static Expected From(Sample sample, long opportunities)
    {
        var active = sample.Organisations.Where(organisation => organisation.Decision is SampleOrganisation.Approved).ToArray();
        return new(new Dictionary<string, long>(StringComparer.Ordinal)
        {
            [OverviewRows.ActiveMembers] = active.Length,
            [OverviewRows.FoundingPartners] = active.Count(organisation => organisation.Category is "founding-partner"),
            [OverviewRows.Applications] = sample.Organisations.Count(organisation => organisation is { SubmittedAt: not null, Decision: null }),
            [OverviewRows.EventsHeld] = 1,
            [OverviewRows.Invitations] = sample.Invitations.Count,
            [OverviewRows.Registrations] = sample.Attendance.Count,
            [OverviewRows.Attendances] = sample.Attendance.Count(person => person.CheckedInAt is not null),
            [OverviewRows.Opportunities] = opportunities,
        });
    }
}

/// <summary>Ids of the rows of the report cluster-overview that the loader waits for.</summary>
static class OverviewRows
{
    public const string ActiveMembers = "STR-01";
    public const string FoundingPartners = "STR-02";
    public const string Applications = "applications";
    public const string EventsHeld = "SVC-01";
    public const string Invitations = "invitations";
    public const string Registrations = "registrations";
    public const string Attendances = "SVC-02";
    public const string Opportunities = "opportunities";
}
