using ClusterTic.Membership.Confirmation;
using ClusterTic.Membership.People;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace ClusterTic.Membership.Organisations;

/// <summary>Enters an organisation: it does so itself on the public form, and its contact gets a code to confirm the address, or the cluster team for it.</summary>
static class RegisterOrganisation
{
    public static void Map(RouteGroupBuilder organisations) => organisations
        .MapPost("/", Handle)
        .Requires(Policies.Public)
        .WithSummary("Register an organisation");

    static async Task<Created<OrganisationDetails>> Handle(
        RegisterOrganisationRequest request, MembershipDb db, CurrentUser user, IOptions<ClusterOptions> cluster, StepMails mails, TimeProvider clock,
        CancellationToken cancel)
    {
        var at = user.Occurred(request.OccurredAt, clock);
        var profile = ProfileReading.Read(
            request.Name, request.TradeName, request.Type, request.Country, request.Region, request.Town, request.Website,
            request.Description, request.Competences);
        var phone = ProfileReading.Phone(request.Contact.Phone, profile.Country);

        var organisation = await db.InTransactionAsync(async () =>
        {
            var contact = await Person.FindOrRegisterAsync(db, request.Contact.Name, request.Contact.Email, request.Contact.Language, at, cancel);
            var registered = Organisation.Register(profile, contact, phone, at);
            db.Organisations.Add(registered);
            db.Contacts.Add(Contact.BeginMain(registered, contact, phone, cluster.Value.DayOf(at)));
            if (!user.IsInRole(Roles.Manager))
            {
                var (confirmation, code) = EmailConfirmation.Begin(registered.Id, clock.GetUtcNow());
                db.Confirmations.Add(confirmation);
                mails.AddCode(db, registered, code);
            }

            await db.SaveChangesAsync(cancel);
            return registered;
        }, cancel);
        return TypedResults.Created($"/api/membership/v1/organisations/{organisation.Id}", organisation.ToDetails());
    }
}
