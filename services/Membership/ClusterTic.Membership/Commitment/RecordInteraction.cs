using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Commitment;

/// <summary>Writes down a contact with an organisation, and what becomes of the entry. Nothing is deleted: what does not count is cancelled.</summary>
static class RecordInteraction
{
    public static void Map(RouteGroupBuilder organisations)
    {
        organisations.MapPost("/{id:guid}/interactions", Add).Requires(Policies.Manager).WithSummary("Record a contact with an organisation");
        organisations.MapPut("/{id:guid}/interactions/{interaction:guid}", Change).Requires(Policies.Manager).RequiresIfMatch()
            .WithSummary("Correct a recorded contact");
        organisations.MapPost("/{id:guid}/interactions/{interaction:guid}/follow-up", FollowUp).Requires(Policies.Manager)
            .WithSummary("Record that a contact was followed up");
        organisations.MapPost("/{id:guid}/interactions/{interaction:guid}/cancel", Cancel).Requires(Policies.Manager)
            .WithSummary("Cancel a recorded contact");
    }

    static async Task<Results<Created<InteractionDetails>, NotFound>> Add(
        Guid id, InteractionRequest request, MembershipDb db, CurrentUser user, ClusterCalendar days, CancellationToken cancel)
    {
        if (!await db.Organisations.AnyAsync(one => one.Id == id, cancel)) return TypedResults.NotFound();
        var interaction = Interaction.Record(id, await db.ReadAsync(id, request, days.Today, cancel), user.Id, user.Name, days.Now);
        db.Interactions.Add(interaction);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Created($"/api/membership/v1/organisations/{id}/interactions", await db.ToDetailsAsync(interaction, cancel));
    }

    static async Task<Results<Ok<InteractionDetails>, NotFound>> Change(
        Guid id, Guid interaction, InteractionRequest request, IfMatch ifMatch, MembershipDb db, ClusterCalendar days, CancellationToken cancel)
    {
        if (await db.FindInteractionAsync(id, interaction, cancel) is not { } found) return TypedResults.NotFound();
        ifMatch.Check(found.Version);
        found.Change(await db.ReadAsync(id, request, days.Today, cancel), days.Now);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(await db.ToDetailsAsync(found, cancel));
    }

    static async Task<Results<Ok<InteractionDetails>, NotFound>> FollowUp(
        Guid id, Guid interaction, IfMatch ifMatch, MembershipDb db, ClusterCalendar days, CancellationToken cancel)
    {
        if (await db.FindInteractionAsync(id, interaction, cancel) is not { } found) return TypedResults.NotFound();
        ifMatch.Check(found.Version);
        found.FollowUp(days.Now);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(await db.ToDetailsAsync(found, cancel));
    }

    static async Task<Results<Ok<InteractionDetails>, NotFound>> Cancel(
        Guid id, Guid interaction, CancelInteractionRequest request, IfMatch ifMatch, MembershipDb db, CurrentUser user, ClusterCalendar days,
        CancellationToken cancel)
    {
        if (await db.FindInteractionAsync(id, interaction, cancel) is not { } found) return TypedResults.NotFound();
        ifMatch.Check(found.Version);
        if (!Interaction.CancelReasons.Contains(request.Reason))
            throw ProblemException.Field("reason", Rules.UnknownReason, ("reasons", string.Join(", ", Interaction.CancelReasons)));
        found.Cancel(request.Reason, user.Id, days.Now);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(await db.ToDetailsAsync(found, cancel));
    }
}
