using ClusterTic.Membership.Organisations;
using ClusterTic.Membership.Pictures;
using ClusterTic.Membership.Representation;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Catalogue;

/// <summary>Pictures of an offer: taken in with what they show, taken away, and shown; to everybody while the offer is, to the cluster team and the organisation itself always.</summary>
static class KeepOfferPictures
{
    const int Fit = 1280, LongestAlt = 200;

    public static void Map(RouteGroupBuilder organisations, RouteGroupBuilder catalogue)
    {
        organisations.MapPost("/{id:guid}/offers/{offer:guid}/pictures", Add).Requires(Policies.OwnOrganisation).TakesPicture().WithSummary("Add a picture to an offer");
        organisations.MapDelete("/{id:guid}/offers/{offer:guid}/pictures/{picture:guid}", Remove).Requires(Policies.OwnOrganisation).RequiresIfMatch()
            .WithSummary("Take a picture away from an offer");
        catalogue.MapGet("/{slug}/pictures/{picture:guid}", Show).Requires(Policies.Public).Produces(200, contentType: Picture.ContentType)
            .WithSummary("Get an offer's picture");
    }

    static async Task<Results<Ok<OfferDetails>, NotFound>> Add(
        Guid id, Guid offer, HttpRequest request, IfMatch ifMatch, MembershipDb db, CurrentUser user, TimeProvider clock, CancellationToken cancel)
    {
        if (await db.FindOfferAsync(id, offer, cancel) is not { } found) return TypedResults.NotFound();
        ifMatch.Check(found.Version);
        var form = await request.PictureFormAsync(cancel);
        var (alt, at) = (Alt(form["altFr"], form["altEn"]), clock.GetUtcNow());
        var picture = await form.PictureAsync(Fit, sharp: false, cancel);
        var kept = picture.ToFile(found.Slug, user.Id, at);
        db.Files.Add(kept);
        found.Add(new() { Id = kept.Id, Alt = alt, Width = picture.Width, Height = picture.Height }, at);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(await db.ToDetailsAsync(found, cancel));
    }

    static async Task<Results<Ok<OfferDetails>, NotFound>> Remove(
        Guid id, Guid offer, Guid picture, IfMatch ifMatch, MembershipDb db, TimeProvider clock, CancellationToken cancel)
    {
        if (await db.FindOfferAsync(id, offer, cancel) is not { } found
            || found.Pictures.SingleOrDefault(one => one.Id == picture) is not { } known) return TypedResults.NotFound();
        ifMatch.Check(found.Version);
        await db.InTransactionAsync(async () =>
        {
            found.Remove(known, clock.GetUtcNow());
            await db.SaveChangesAsync(cancel);
            return await db.Files.Where(one => one.Id == picture).ExecuteDeleteAsync(cancel);
        }, cancel);
        return TypedResults.Ok(await db.ToDetailsAsync(found, cancel));
    }

    static async Task<Results<FileContentHttpResult, NotFound>> Show(
        string slug, Guid picture, MembershipDb db, CurrentUser user, HttpResponse response, CancellationToken cancel)
    {
        var forAll = await db.SeenOffers().AnyAsync(one => one.Offer.Slug == slug && one.Offer.Pictures.Any(each => each.Id == picture), cancel);
        if (!forAll)
        {
            var owner = await db.Offers.Where(one => one.Slug == slug && one.Pictures.Any(each => each.Id == picture))
                .Select(one => (Guid?)one.OrganisationId).SingleOrDefaultAsync(cancel);
            if (owner is not { } organisation || !await db.ActsForAsync(user, organisation, cancel)) return TypedResults.NotFound();
        }

        return await db.PictureAsync(picture, forAll, response, cancel);
    }

    static LocalText Alt(string? fr, string? en)
    {
        var (faults, alt) = (new Faults(), new LocalText(ProfileReading.Blank(fr), ProfileReading.Blank(en)));
        foreach (var (field, text) in ((string, string?)[])[("altFr", alt.Fr), ("altEn", alt.En)])
            if (faults.Check(text is not null, field, "required")) faults.Check(text!.Length <= LongestAlt, field, "text-too-long", ("0", LongestAlt));
        faults.Refuse();
        return alt;
    }
}
