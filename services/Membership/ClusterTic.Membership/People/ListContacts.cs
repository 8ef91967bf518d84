using ClusterTic.Messaging.History;
using ClusterTic.Messaging.Reads;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.People;

/// <summary>Everybody who does or did something for an organisation, in the order in which they were entered.</summary>
static class ListContacts
{
    public static void Map(RouteGroupBuilder organisations)
    {
        organisations.MapGet("/{id:guid}/contacts", Handle).Requires(Policies.OwnOrganisation).RecordsReads("contacts.list").WithSummary("List an organisation's contacts");
        organisations.MapGet("/{id:guid}/contacts/{contact:guid}/history", History).Requires(Policies.Manager).RecordsReads("contacts.history")
            .WithSummary("Show what changed of a contact");
    }

    public static Task<Contact?> FindContactAsync(this MembershipDb db, Guid organisation, Guid contact, CancellationToken cancel) =>
        db.Contacts.Include(one => one.Person).SingleOrDefaultAsync(one => one.Id == contact && one.OrganisationId == organisation, cancel);

    static async Task<Results<Ok<Page<FieldChange>>, NotFound>> History(
        Guid id, Guid contact, [AsParameters] Paging paging, MembershipDb db, HttpResponse response, CancellationToken cancel) =>
        await db.Contacts.AnyAsync(one => one.Id == contact && one.OrganisationId == id, cancel)
            ? TypedResults.Ok(await db.ReadHistoryAsync(contact, paging, response, cancel))
            : TypedResults.NotFound();

    static async Task<Results<Ok<Page<OrganisationContact>>, NotFound>> Handle(
        Guid id, [AsParameters] Paging paging, MembershipDb db, HttpResponse response, CancellationToken cancel)
    {
        if (!await db.Organisations.AnyAsync(one => one.Id == id, cancel)) return TypedResults.NotFound();
        var contacts = db.Contacts.AsNoTracking().Include(one => one.Person).Where(one => one.OrganisationId == id);
        if (paging.Count is true) response.TotalCount(await contacts.LongCountAsync(cancel));
        if (paging.Keys(1) is [var last])
            contacts = Guid.TryParse(last, out var seen) ? contacts.Where(one => one.Id > seen) : throw ProblemException.Field("after", "cursor-invalid");
        var rows = await contacts.OrderBy(one => one.Id).Take(paging.Take + 1).ToListAsync(cancel);
        return TypedResults.Ok(new Page<OrganisationContact>(
            [.. rows.Take(paging.Take).Select(one => one.ToDetails())],
            rows.Count > paging.Take ? Cursor.Of(rows[paging.Take - 1].Id.ToString()) : null));
    }
}
