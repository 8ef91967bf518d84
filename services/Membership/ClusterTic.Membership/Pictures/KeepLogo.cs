using ClusterTic.Membership.Organisations;
using ClusterTic.Membership.Representation;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Pictures;

/// <summary>An organisation's logo: taken in, taken away, and shown; to everybody while it is a member, to the cluster team and its own people always.</summary>
static class KeepLogo
{
    const int Fit = 512;

    public static void Map(RouteGroupBuilder organisations)
    {
        organisations.MapPut("/{id:guid}/logo", Take).Requires(Policies.OwnOrganisation).RequiresIfMatch().TakesPicture().WithSummary("Give an organisation its logo");
        organisations.MapDelete("/{id:guid}/logo", Drop).Requires(Policies.OwnOrganisation).RequiresIfMatch().WithSummary("Take an organisation's logo away");
        organisations.MapGet("/{id:guid}/logo", Show).Requires(Policies.Public).Produces(200, contentType: Picture.ContentType)
            .WithSummary("Get an organisation's logo");
    }

    static async Task<Results<Ok<OrganisationDetails>, NotFound>> Take(
        Guid id, HttpRequest request, IfMatch ifMatch, MembershipDb db, CurrentUser user, TimeProvider clock, CancellationToken cancel)
    {
        if (await db.FindOrganisationAsync(id, cancel) is not { } organisation) return TypedResults.NotFound();
        ifMatch.Check(organisation.Version);
        var at = clock.GetUtcNow();
        var form = await request.PictureFormAsync(cancel);
        var logo = (await form.PictureAsync(Fit, sharp: true, cancel)).ToFile("logo", user.Id, at);
        db.Files.Add(logo);
        await ReplaceAsync(db, organisation, logo.Id, at, cancel);
        return TypedResults.Ok(organisation.ToDetails());
    }

    static async Task<Results<Ok<OrganisationDetails>, NotFound>> Drop(
        Guid id, IfMatch ifMatch, MembershipDb db, TimeProvider clock, CancellationToken cancel)
    {
        if (await db.FindOrganisationAsync(id, cancel) is not { LogoId: not null } organisation) return TypedResults.NotFound();
        ifMatch.Check(organisation.Version);
        await ReplaceAsync(db, organisation, null, clock.GetUtcNow(), cancel);
        return TypedResults.Ok(organisation.ToDetails());
    }

    static async Task<Results<FileContentHttpResult, NotFound>> Show(
        Guid id, MembershipDb db, CurrentUser user, HttpResponse response, CancellationToken cancel)
    {
        var found = await db.Organisations.AsNoTracking().Where(one => one.Id == id && one.LogoId != null)
            .Select(one => new { one.LogoId, IsMember = one.Status == OrganisationStatus.Member }).SingleOrDefaultAsync(cancel);
        return found is null || (!found.IsMember && !await db.ActsForAsync(user, id, cancel))
            ? TypedResults.NotFound()
            : await db.PictureAsync(found.LogoId!.Value, found.IsMember, response, cancel);
    }

    static Task<int> ReplaceAsync(MembershipDb db, Organisation organisation, Guid? logo, DateTimeOffset at, CancellationToken cancel) =>
        db.InTransactionAsync(async () =>
        {
            var before = organisation.LogoId;
            organisation.TakeLogo(logo, at);
            await db.SaveChangesAsync(cancel);
            return before is { } old ? await db.Files.Where(one => one.Id == old).ExecuteDeleteAsync(cancel) : 0;
        }, cancel);
}
