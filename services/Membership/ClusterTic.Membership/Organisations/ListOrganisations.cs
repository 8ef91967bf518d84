using ClusterTic.Membership.Representation;
using ClusterTic.Messaging.Reads;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Organisations;

/// <summary>Organisations as the cluster team sees them, in any status, with their contact.</summary>
static class ListOrganisations
{
    public static void Map(RouteGroupBuilder organisations)
    {
        organisations.MapGet("/", List).Requires(Policies.Manager).RecordsReads("organisations.list").WithSummary("List organisations");
        organisations.MapGet("/{id:guid}", Show).Requires(Policies.OwnOrganisation).RecordsReads("organisations.show").WithSummary("Show an organisation");
    }

    public static Task<Organisation?> FindOrganisationAsync(this MembershipDb db, Guid id, CancellationToken cancel) =>
        db.Organisations.Include(one => one.Contact).SingleOrDefaultAsync(one => one.Id == id, cancel);

    /// <param name="represented">With false only those for which nobody acts and nobody has an invitation that holds.</param>
    static async Task<Ok<Page<OrganisationDetails>>> List(
        string? status, bool? represented, [AsParameters] Paging paging, MembershipDb db, TimeProvider clock, HttpResponse response, CancellationToken cancel)
    {
        var organisations = db.Organisations.AsNoTracking();
        if (!string.IsNullOrEmpty(status))
        {
            if (!OrganisationStatuses.TryParse(status, out var wanted)) throw ProblemException.Field("status", Rules.UnknownStatus);
            organisations = organisations.Where(one => one.Status == wanted);
        }

        if (represented is false) organisations = organisations.WithoutRepresentative(db, clock.GetUtcNow());
        if (paging.Count is true) response.TotalCount(await organisations.LongCountAsync(cancel));
        if (paging.AfterTextAndId() is var (name, id))
        {
            organisations = organisations.Where(one =>
                EF.Functions.GreaterThan(ValueTuple.Create(EF.Property<string>(one, "SortName"), one.Id), ValueTuple.Create(name, id)));
        }

        var rows = await organisations
            .OrderBy(one => EF.Property<string>(one, "SortName")).ThenBy(one => one.Id)
            .Take(paging.Take + 1)
            .Select(one => new { Organisation = one, one.Contact, SortName = EF.Property<string>(one, "SortName") })
            .ToListAsync(cancel);
        var more = rows.Count > paging.Take;
        var page = rows.Take(paging.Take).ToList();
        return TypedResults.Ok(new Page<OrganisationDetails>(
            [.. page.Select(row => row.Organisation.ToDetails())],
            more ? Cursor.Of(page[^1].SortName, page[^1].Organisation.Id.ToString()) : null));
    }

    static async Task<Results<Ok<OrganisationDetails>, NotFound>> Show(Guid id, MembershipDb db, CancellationToken cancel) =>
        await db.FindOrganisationAsync(id, cancel) is { } organisation
            ? TypedResults.Ok(organisation.ToDetails())
            : TypedResults.NotFound();
}
