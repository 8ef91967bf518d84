using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Directory;

/// <summary>Counts visits of members' pages and of their offers', without anything that would tell one visitor from another.</summary>
static class CountView
{
    public static void Map(RouteGroupBuilder directory, RouteGroupBuilder catalogue, RouteGroupBuilder organisations)
    {
        directory.MapPost("/{address}/views", Count).Requires(Policies.Public).WithMetadata(new WithoutIdempotencyKey())
            .WithSummary("Count a visit of a member's page");
        catalogue.MapPost("/{slug}/views", CountOffer).Requires(Policies.Public).WithMetadata(new WithoutIdempotencyKey())
            .WithSummary("Count a visit of an offer's page");
        organisations.MapGet("/{id:guid}/views", Show).Requires(Policies.Manager).WithSummary("Show how often a member's page was opened");
    }

    /// <summary>Only under its present address: whoever comes by an old one is sent there and counted then.</summary>
    static async Task<Results<NoContent, NotFound>> Count(
        string address, CountViewRequest request, MembershipDb db, ClusterCalendar calendar, CancellationToken cancel)
    {
        var counted = await db.Database.ExecuteSqlAsync(
            $"""
             insert into directory_views (organisation_id, day, page, country, views)
             select id, {calendar.Today}, {DirectoryViews.Member}, {CountryOf(request)}, 1 from organisations where slug = {address} and status = 'member'
             on conflict (organisation_id, day, page, country) do update set views = directory_views.views + 1
             """, cancel);
        return counted == 0 ? TypedResults.NotFound() : TypedResults.NoContent();
    }

    static async Task<Results<NoContent, NotFound>> CountOffer(
        string slug, CountViewRequest request, MembershipDb db, ClusterCalendar calendar, CancellationToken cancel)
    {
        var counted = await db.Database.ExecuteSqlAsync(
            $"""
             insert into directory_views (organisation_id, day, page, country, views)
             select organisation.id, {calendar.Today}, {DirectoryViews.Offer}, {CountryOf(request)}, 1
             from offers offer join organisations organisation on organisation.id = offer.organisation_id
             where offer.slug = {slug} and offer.status = 'published' and organisation.status = 'member'
             on conflict (organisation_id, day, page, country) do update set views = directory_views.views + 1
             """, cancel);
        return counted == 0 ? TypedResults.NotFound() : TypedResults.NoContent();
    }

    static string CountryOf(CountViewRequest request) => request.Country is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'] given ? given : "";

    /// <param name="days">Back from today, that included; 30 unless told.</param>
    static async Task<Ok<DirectoryViewsDetails>> Show(Guid id, int? days, MembershipDb db, ClusterCalendar calendar, CancellationToken cancel)
    {
        if ((days ?? 30) is not (>= 1 and <= 366 and var back)) throw ProblemException.Field("days", Organisations.Rules.DaysOutOfRange);
        var from = calendar.Today.AddDays(1 - back);
        var rows = await db.Views.AsNoTracking().Where(one => one.OrganisationId == id && one.Page == DirectoryViews.Member && one.Day >= from)
            .GroupBy(one => one.Country).Select(group => new { Country = group.Key, Views = group.Sum(one => one.Views) })
            .OrderByDescending(one => one.Views).ThenBy(one => one.Country).ToListAsync(cancel);
        return TypedResults.Ok(new DirectoryViewsDetails(from, rows.Sum(row => (long)row.Views), [.. rows.Select(row => new FacetValue(row.Country, row.Views))]));
    }
}
