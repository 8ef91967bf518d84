using ClusterTic.Membership;

namespace ClusterTic.Reporting.Projections;

/// <summary>One of the team's contacts with an organisation; what was said is not in the message.</summary>
sealed record InteractionRow : StateRow
{
    public Guid OrganisationId { get; init; }
    public required string Kind { get; init; }
    public required string Purpose { get; init; }
    public DateOnly HappenedOn { get; init; }
    public DateTimeOffset? CancelledAt { get; init; }
}

sealed class Interactions : Projection<InteractionRow, InteractionAnnounced>
{
    public override string Aggregate => "membership.interaction";

    public override string Table => "interactions";

    protected override InteractionRow Read(InteractionAnnounced fact)
    {
        var state = Needed(fact.Interaction, "$.interaction");
        return new()
        {
            OrganisationId = state.OrganisationId,
            Kind = Needed(state.Kind, "$.interaction.kind"),
            Purpose = Needed(state.Purpose, "$.interaction.purpose"),
            HappenedOn = state.On,
            CancelledAt = state.CancelledAt,
        };
    }
}
