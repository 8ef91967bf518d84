using ClusterTic.Membership;

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
    public string? Charter { get; init; }
    public DateOnly? CharterSignedOn { get; init; }

    /// <summary>The organisation that goes on in its place.</summary>
    public Guid? MergedInto { get; init; }
}

sealed class Organisations : Projection<OrganisationRow, OrganisationAnnounced>
{
    public override string Aggregate => "membership.organisation";

    public override string Table => "organisations";

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
            Charter = state.Charter,
            CharterSignedOn = state.CharterSignedOn,
            MergedInto = state.MergedInto,
        };
    }
}
