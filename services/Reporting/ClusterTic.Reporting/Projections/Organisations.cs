using ClusterTic.Membership;
using ClusterTic.Reporting.Log;

namespace ClusterTic.Reporting.Projections;

sealed record OrganisationRow : StateRow
{
    public required string Name { get; init; }
    public string? TradeName { get; init; }
    public required string Type { get; init; }
    public required string Country { get; init; }
    public string? Region { get; init; }
    public required string Status { get; init; }
    public string? Category { get; init; }
    public DateTimeOffset? SubmittedAt { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    public DateTimeOffset? MemberSince { get; init; }
    public DateTimeOffset? SuspendedAt { get; init; }
    public DateTimeOffset? WithdrawnAt { get; init; }
    public string? SmeClass { get; init; }
    public string? Charter { get; init; }
    public DateOnly? CharterSignedOn { get; init; }

    /// <summary>The organisation that goes on in its place.</summary>
    public Guid? MergedInto { get; init; }

    /// <summary>When it became a member and when it no longer was one.</summary>
    public Step[] Steps { get; init; } = [];

    /// <summary>The first day as a member.</summary>
    public DateOnly? MemberFrom { get; init; }

    /// <summary>The days as a member, as PostgreSQL writes them.</summary>
    public string MemberDuring { get; init; } = "{}";
}

sealed class Organisations : Projection<OrganisationRow, OrganisationAnnounced>
{
    public override string Aggregate => "membership.organisation";

    public override string Table => "organisations";

    // That a merge came and went is none of them: what was merged counts for the other one, on every day.
    public override IReadOnlyList<string> Counted =>
    [
        "membership.organisation.approved", "membership.organisation.suspended", "membership.organisation.reinstated", "membership.organisation.withdrawn",
    ];

    protected override OrganisationRow Read(OrganisationAnnounced fact)
    {
        var state = Needed(fact.Organisation, "$.organisation");
        return new()
        {
            Name = Needed(state.Name, "$.organisation.name"),
            TradeName = state.TradeName,
            Type = Needed(state.Type, "$.organisation.type"),
            Country = Needed(state.Country, "$.organisation.country"),
            Region = state.Region,
            Status = Needed(state.Status, "$.organisation.status"),
            Category = state.Category,
            SubmittedAt = state.SubmittedAt,
            DecidedAt = state.DecidedAt,
            MemberSince = state.MemberSince,
            SuspendedAt = state.SuspendedAt,
            WithdrawnAt = state.WithdrawnAt,
            SmeClass = state.SmeClass,
            Charter = state.Charter,
            CharterSignedOn = state.CharterSignedOn,
            MergedInto = state.MergedInto,
        };
    }

    protected override OrganisationRow Remember(OrganisationRow row, OrganisationRow? before, LoggedFact fact)
    {
        var steps = before?.Steps ?? [];
        return row with
        {
            Steps = Counted.Contains(fact.WireName)
                ? steps.With(new(fact.Version, fact.OccurredAt, fact.WireName.EndsWith(".approved", StringComparison.Ordinal) || fact.WireName.EndsWith(".reinstated", StringComparison.Ordinal)))
                : steps,
        };
    }

    protected override OrganisationRow Derive(OrganisationRow row, LocalDays days)
    {
        var spells = Spells.Days(
            row.Steps, [(row.MemberSince, true), (row.SuspendedAt, false), (row.WithdrawnAt, false)], row.Status is "member", days);
        return row with { MemberFrom = spells.Count > 0 ? spells[0].From : null, MemberDuring = spells.ToMultirange() };
    }
}
