namespace ClusterTic.Reporting.Figures;

/// <summary>Registrations and attendances of a period, by organisation, with what of them is withheld.</summary>
sealed class People
{
    readonly string? region;
    readonly (long Registered, long Came, long Attended) sums;
    readonly Disclosure registered;
    readonly Disclosure came;
    readonly Disclosure attended;

    public People(IReadOnlyList<OrganisationActivityLine> lines, string? region)
    {
        this.region = region;
        foreach (var line in lines)
            if (region is null || line.RegionKey == region)
                sums = (sums.Registered + line.Registered, sums.Came + line.Came, sums.Attended + line.Attended);
        // Always over all organisations: a filter must not move what is withheld.
        registered = Disclosure.Of(lines.Select(line => new PeopleCell(line.Id, line.RegionKey, line.Registered)));
        came = Disclosure.Of(lines.Select(line => new PeopleCell(line.Id, line.RegionKey, line.Came, line.Registered)));
        attended = Disclosure.Of(lines.Select(line => new PeopleCell(line.Id, line.RegionKey, line.Attended, line.Registered)));
        (HiddenRegistered, HiddenAttended) = (registered.HiddenOrganisations, attended.HiddenOrganisations);
    }

    public IReadOnlySet<Guid> HiddenRegistered { get; }

    public IReadOnlySet<Guid> HiddenAttended { get; }

    public FigureValue Registered => IsHidden(registered) ? Withheld : new(null, sums.Registered);

    public FigureValue Attended => IsHidden(attended) ? Withheld : new(null, sums.Attended);

    /// <summary>Of those who registered in the period, how many came, whenever that was.</summary>
    public FigureValue AttendanceRate => IsHidden(registered) || IsHidden(came) ? Withheld : new(null, null, new Share(sums.Came, sums.Registered));

    static FigureValue Withheld => new(null, null, Hidden: true);

    bool IsHidden(Disclosure disclosure) => region is null ? disclosure.TotalIsHidden : disclosure.RegionIsHidden(region);
}
