using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Http;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Commitment;

/// <summary>Turns what was sent into what an entry keeps, or names every field at fault; and entries into what is shown of them.</summary>
static class InteractionReading
{
    public static Task<Interaction?> FindInteractionAsync(this MembershipDb db, Guid organisation, Guid interaction, CancellationToken cancel) =>
        db.Interactions.SingleOrDefaultAsync(one => one.Id == interaction && one.OrganisationId == organisation, cancel);

    public static async Task<Contacted> ReadAsync(
        this MembershipDb db, Guid organisation, InteractionRequest request, DateOnly today, CancellationToken cancel)
    {
        var faults = new Faults();
        faults.Check(Interaction.Kinds.Contains(request.Kind), "kind", CommitmentRules.UnknownInteractionKind, ("kinds", string.Join(", ", Interaction.Kinds)));
        faults.Check(
            Interaction.Purposes.Contains(request.Purpose), "purpose", CommitmentRules.UnknownInteractionPurpose,
            ("purposes", string.Join(", ", Interaction.Purposes)));
        faults.Check(request.On is not null, "on", "required");
        faults.Check(!(request.On > today), "on", CommitmentRules.InteractionInTheFuture);
        faults.Check(!(request.FollowUpOn < request.On), "followUpOn", CommitmentRules.FollowUpBeforeContact);
        faults.Check(!request.FollowUpDone || request.FollowUpOn is not null, "followUpDone", CommitmentRules.FollowUpMissing);
        await db.CheckContactAsync(faults, "personId", organisation, request.PersonId, cancel);
        faults.Refuse();
        return new(
            request.Kind, request.Purpose, request.On!.Value, ProfileReading.Blank(request.Note), request.PersonId, request.FollowUpOn,
            request.FollowUpDone);
    }

    public static async Task<InteractionDetails> ToDetailsAsync(this MembershipDb db, Interaction one, CancellationToken cancel) =>
        (await db.ToDetailsAsync([one], cancel))[0];

    public static async Task<List<InteractionDetails>> ToDetailsAsync(this MembershipDb db, IReadOnlyList<Interaction> all, CancellationToken cancel)
    {
        var people = all.Select(one => one.PersonId).OfType<Guid>().Distinct().ToArray();
        var names = people.Length == 0
            ? [] : await db.People.Where(one => people.Contains(one.Id)).ToDictionaryAsync(one => one.Id, one => one.Name, cancel);
        var ids = all.Select(one => one.OrganisationId).Distinct().ToArray();
        var organisations = await db.Organisations.Where(one => ids.Contains(one.Id))
            .Select(one => new { one.Id, Name = one.TradeName ?? one.Name }).ToDictionaryAsync(one => one.Id, one => one.Name, cancel);
        return [.. all.Select(one => one.ToDetails(organisations[one.OrganisationId], one.PersonId is { } person ? names[person] : null))];
    }
}
