using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClusterTic.Membership.People;

/// <summary>Corrects what a person does for an organisation; who it is belongs to the person itself.</summary>
static class ChangeContact
{
    public static void Map(RouteGroupBuilder organisations) => organisations
        .MapPut("/{id:guid}/contacts/{contact:guid}", Handle)
        .Requires(Policies.OwnOrganisation)
        .RequiresIfMatch()
        .WithSummary("Change a contact's role, title and phone");

    static async Task<Results<Ok<OrganisationContact>, NotFound>> Handle(
        Guid id, Guid contact, ChangeContactRequest request, IfMatch ifMatch, MembershipDb db, CurrentUser user, TimeProvider clock,
        CancellationToken cancel)
    {
        if (await db.FindOrganisationAsync(id, cancel) is not { } organisation) return TypedResults.NotFound();
        if (await db.FindContactAsync(id, contact, cancel) is not { } found) return TypedResults.NotFound();
        ifMatch.Check(found.Version);
        var role = AddContact.Role(request.Role);
        found.Change(role, ProfileReading.Blank(request.Title), ProfileReading.Phone(request.Phone, organisation.Country, "phone"));
        if (found.IsMain && found.Phone != organisation.ContactPhone) organisation.TakeContact(found.Person!, found.Phone, user.Occurred(null, clock));
        await db.SaveUniqueAsync(Contact.LiveRole, PeopleRules.ContactRoleTwice, cancel);
        return TypedResults.Ok(found.ToDetails());
    }
}
