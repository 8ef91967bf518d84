using ClusterTic.Membership.Organisations;
using ClusterTic.Membership.People;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Representation;

/// <summary>Invites a contact to act for its organisation: it gets a code by mail, and may do so once it has accepted with an account.</summary>
static class InviteRepresentative
{
    public static void Map(RouteGroupBuilder organisations)
    {
        organisations.MapPost("/{id:guid}/representatives", Invite).Requires(Policies.Manager).WithSummary("Invite a contact to act for its organisation");
        organisations.MapPost("/{id:guid}/representatives/{representative:guid}/invite-again", Again).Requires(Policies.Manager)
            .WithSummary("Send another invitation in place of the one before");
    }

    /// <summary>Invites the main contact of a new member, unless somebody has invited it already; call it before SaveChanges.</summary>
    public static async Task InviteMainContactAsync(
        this MembershipDb db, Organisation organisation, RepresentationMails mails, CurrentUser by, DateTimeOffset now, CancellationToken cancel)
    {
        if (organisation.Contact is not { } person) return;
        if (await db.Representatives.AnyAsync(one => one.OrganisationId == organisation.Id && one.PersonId == person.Id && one.EndedAt == null, cancel)) return;
        db.Add(organisation, person, mails, by, now);
    }

    static async Task<Results<Created<RepresentativeDetails>, NotFound>> Invite(
        Guid id, InviteRepresentativeRequest request, MembershipDb db, RepresentationMails mails, CurrentUser user, TimeProvider clock, CancellationToken cancel)
    {
        if (await db.FindOrganisationAsync(id, cancel) is not { } organisation) return TypedResults.NotFound();
        var person = await db.Contacts.Where(one => one.OrganisationId == id && one.PersonId == request.PersonId && one.Until == null)
            .Select(one => one.Person).FirstOrDefaultAsync(cancel)
            ?? throw ProblemException.Field("personId", RepresentationRules.NotAContact);
        var now = clock.GetUtcNow();
        var invited = db.Add(organisation, person, mails, user, now);
        await db.SaveUniqueAsync(Representative.OpenPerson, RepresentationRules.InvitedAlready, cancel);
        return TypedResults.Created($"/api/membership/v1/organisations/{id}/representatives", invited.ToDetails(now));
    }

    static async Task<Results<Ok<RepresentativeDetails>, NotFound>> Again(
        Guid id, Guid representative, IfMatch ifMatch, MembershipDb db, RepresentationMails mails, CurrentUser user, TimeProvider clock, CancellationToken cancel)
    {
        if (await db.FindOrganisationAsync(id, cancel) is not { } organisation) return TypedResults.NotFound();
        if (await db.FindRepresentativeAsync(id, representative, cancel) is not { } found) return TypedResults.NotFound();
        ifMatch.Check(found.Version);
        organisation.RequireOpen();
        var now = clock.GetUtcNow();
        mails.AddInvitation(db, organisation, found.Person!, found.InviteAgain(user, now));
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(found.ToDetails(now));
    }

    internal static Representative Add(this MembershipDb db, Organisation organisation, Person person, RepresentationMails mails, CurrentUser by, DateTimeOffset now)
    {
        var (representative, code) = Representative.Invite(organisation, person, by, now);
        db.Representatives.Add(representative);
        mails.AddInvitation(db, organisation, person, code);
        return representative;
    }
}
