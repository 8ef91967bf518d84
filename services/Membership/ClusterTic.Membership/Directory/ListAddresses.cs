using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Directory;

/// <summary>The addresses of all members' pages, for the map of the site that search engines read.</summary>
static class ListAddresses
{
    public static void Map(RouteGroupBuilder directory) => directory
        .MapGet("/addresses", Handle)
        .Requires(Policies.Public)
        .WithSummary("List the addresses of the members' pages");

    static async Task<Ok<Page<string>>> Handle([AsParameters] Paging paging, MembershipDb db, CancellationToken cancel)
    {
        var members = db.Organisations.Where(one => one.Status == OrganisationStatus.Member && one.Slug != null);
        if (paging.AfterTextAndId() is var (slug, id))
        {
            members = members.Where(one => EF.Functions.GreaterThan(ValueTuple.Create(one.Slug, one.Id), ValueTuple.Create(slug, id)));
        }

        var rows = await members.OrderBy(one => one.Slug).ThenBy(one => one.Id).Select(one => new { one.Slug, one.Id }).Take(paging.Take + 1).ToListAsync(cancel);
        var page = rows.Take(paging.Take).ToList();
        return TypedResults.Ok(new Page<string>(
            [.. page.Select(row => row.Slug!)], rows.Count > page.Count ? Cursor.Of(page[^1].Slug!, page[^1].Id.ToString()) : null));
    }
}
