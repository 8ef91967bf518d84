using ClusterTic.Membership.Organisations;
using ClusterTic.Messaging.History;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Catalogue;

/// <summary>An organisation's offers in whatever state, the newest first; one of them; and what changed in it.</summary>
static class ListOffers
{
    public static void Map(RouteGroupBuilder organisations)
    {
        organisations.MapGet("/{id:guid}/offers", List).Requires(Policies.OwnOrganisation).WithSummary("List an organisation's offers");
        organisations.MapGet("/{id:guid}/offers/{offer:guid}", Show).Requires(Policies.OwnOrganisation).WithSummary("Show an offer");
        organisations.MapGet("/{id:guid}/offers/{offer:guid}/history", History).Requires(Policies.Manager).WithSummary("Show an offer's history");
    }

    public static Task<Offer?> FindOfferAsync(this MembershipDb db, Guid organisation, Guid id, CancellationToken cancel) =>
        db.Offers.SingleOrDefaultAsync(one => one.Id == id && one.OrganisationId == organisation, cancel);

    public static async Task<OfferDetails> ToDetailsAsync(this MembershipDb db, Offer offer, CancellationToken cancel)
    {
        var isMember = await db.Organisations.AnyAsync(one => one.Id == offer.OrganisationId && one.Status == OrganisationStatus.Member, cancel);
        var remindedAt = await db.Offers.Where(one => one.Id == offer.Id).Select(one => EF.Property<DateTimeOffset?>(one, Offer.RemindedAt)).SingleOrDefaultAsync(cancel);
        return Details(offer, isMember, remindedAt);
    }

    static async Task<Results<Ok<Page<OfferDetails>>, NotFound>> List(
        Guid id, [AsParameters] Paging paging, MembershipDb db, HttpResponse response, CancellationToken cancel)
    {
        var organisation = await db.Organisations.AsNoTracking().Where(one => one.Id == id).Select(one => new { one.Status }).SingleOrDefaultAsync(cancel);
        if (organisation is null) return TypedResults.NotFound();
        var offers = db.Offers.AsNoTracking().Where(one => one.OrganisationId == id);
        if (paging.Count is true) response.TotalCount(await offers.LongCountAsync(cancel));
        if (paging.AfterId() is { } last) offers = offers.Where(one => one.Id < last);
        var rows = await offers.OrderByDescending(one => one.Id).Take(paging.Take + 1)
            .Select(one => new { Offer = one, RemindedAt = EF.Property<DateTimeOffset?>(one, Offer.RemindedAt) }).ToListAsync(cancel);
        return TypedResults.Ok(new Page<OfferDetails>(
            [.. rows.Take(paging.Take).Select(row => Details(row.Offer, organisation.Status is OrganisationStatus.Member, row.RemindedAt))],
            rows.Count > paging.Take ? Cursor.Of(rows[paging.Take - 1].Offer.Id.ToString()) : null));
    }

    static async Task<Results<Ok<OfferDetails>, NotFound>> Show(Guid id, Guid offer, MembershipDb db, CancellationToken cancel) =>
        await db.FindOfferAsync(id, offer, cancel) is { } found ? TypedResults.Ok(await db.ToDetailsAsync(found, cancel)) : TypedResults.NotFound();

    static async Task<Results<Ok<Page<FieldChange>>, NotFound>> History(
        Guid id, Guid offer, [AsParameters] Paging paging, MembershipDb db, HttpResponse response, CancellationToken cancel) =>
        await db.Offers.AnyAsync(one => one.Id == offer && one.OrganisationId == id, cancel)
            ? TypedResults.Ok(await db.ReadHistoryAsync(offer, paging, response, cancel))
            : TypedResults.NotFound();

    static OfferDetails Details(Offer one, bool isMember, DateTimeOffset? remindedAt) => new(
        one.Id, one.Version, one.OrganisationId, one.Slug, one.Kind, one.Name, one.Summary, one.Description, one.CpvCodes, one.Tags, one.Sectors,
        one.Markets, one.Maturity, one.PriceModel, one.PriceFrom, one.LocalContent, one.Exportable, one.IntellectualProperty, one.IpReference,
        one.Status, one.CreatedAt, one.PublishedAt, one.ConfirmedAt, one.WithdrawnAt, isMember && one.Status is Offer.Published, remindedAt,
        [.. one.SortedPictures.Select(picture => picture.ToDetails())]);
}
