using ClusterTic.Membership.Organisations;
using ClusterTic.Membership.Representation;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ClusterTic.Membership.People;

/// <summary>Enters what a person does for an organisation; who is known by the address is the same person everywhere.</summary>
static class AddContact
{
    public static void Map(RouteGroupBuilder organisations) => organisations
        .MapPost("/{id:guid}/contacts", Handle)
        .Requires(Policies.OwnOrganisation)
        .WithSummary("Add a contact");

    static async Task<Results<Created<OrganisationContact>, NotFound>> Handle(
        Guid id, AddContactRequest request, MembershipDb db, CurrentUser user, IOptions<ClusterOptions> cluster, TimeProvider clock,
        CancellationToken cancel)
    {
        if (await db.FindOrganisationAsync(id, cancel) is not { } organisation) return TypedResults.NotFound();
        organisation.RequireOpen();
        var now = user.Occurred(null, clock);
        var role = Role(request.Role);
        var phone = ProfileReading.Phone(request.Phone, organisation.Country, "phone");
        var contact = await db.InTransactionAsync(async () =>
        {
            if (!user.IsInRole(Roles.Manager)) await RequireSameNameAsync(db, id, request, cancel);
            var person = await Person.FindOrRegisterAsync(db, request.Name, request.Email, request.Language, now, cancel);
            var added = Contact.Begin(
                organisation, person, role, ProfileReading.Blank(request.Title), phone, request.Since ?? cluster.Value.DayOf(now));
            db.Contacts.Add(added);
            await db.SaveUniqueAsync(Contact.LiveRole, PeopleRules.ContactRoleTwice, cancel);
            return added;
        }, cancel);
        return TypedResults.Created($"/api/membership/v1/organisations/{id}/contacts", contact.ToDetails());
    }

    /// <summary>Who knows an address must not learn from it the name of somebody that the cluster knows from elsewhere.</summary>
    static async Task RequireSameNameAsync(MembershipDb db, Guid id, AddContactRequest request, CancellationToken cancel)
    {
        var (email, name) = (Person.Normalise(request.Email), request.Name.Trim());
        Rule.Require(
            !await db.People.AnyAsync(
                one => one.Email == email && MembershipFunctions.Fold(one.Name) != MembershipFunctions.Fold(name)
                    && !db.Contacts.Any(contact => contact.OrganisationId == id && contact.PersonId == one.Id), cancel),
            RepresentationRules.KnownUnderAnotherName);
    }

    internal static string Role(string code) => Contact.Roles.Contains(code)
        ? code
        : throw ProblemException.Field("role", PeopleRules.UnknownRole, ("roles", string.Join(", ", Contact.Roles)));
}
