using ClusterTic.Messaging.Reads;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.People;

/// <summary>The people whom the cluster knows, by words of their name or address, without accents or case.</summary>
static class SearchPeople
{
    public static void Map(RouteGroupBuilder people) => people
        .MapGet("/", Handle)
        .Requires(Policies.Manager)
        .RecordsReads("people.search")
        .WithSummary("Search people");

    /// <param name="q">Words that must all occur in name or e-mail address.</param>
    static async Task<Ok<Page<PersonEntry>>> Handle(
        string? q, [AsParameters] Paging paging, MembershipDb db, HttpResponse response, CancellationToken cancel)
    {
        var people = db.People.AsNoTracking().Where(one => one.ErasedAt == null && one.MergedInto == null);
        foreach (var word in LikePatterns.Words(q))
        {
            var literal = LikePatterns.Literal(word);
            people = people.Where(one => EF.Functions.Like(EF.Property<string>(one, Person.SearchText), "%" + MembershipFunctions.Fold(literal) + "%", LikePatterns.Escape));
        }

        if (paging.Count is true) response.TotalCount(await people.LongCountAsync(cancel));
        if (paging.AfterTextAndId() is var (name, id))
        {
            people = people.Where(one =>
                EF.Functions.GreaterThan(ValueTuple.Create(EF.Property<string>(one, Person.SortName), one.Id), ValueTuple.Create(name, id)));
        }

        var rows = await people
            .OrderBy(one => EF.Property<string>(one, Person.SortName)).ThenBy(one => one.Id)
            .Take(paging.Take + 1)
            .Select(one => new { one.Id, one.Name, one.Email, one.Language, SortName = EF.Property<string>(one, Person.SortName) })
            .ToListAsync(cancel);
        var page = rows.Take(paging.Take).ToList();
        var organisations = await OrganisationsOfAsync(db, [.. page.Select(row => row.Id)], cancel);
        return TypedResults.Ok(new Page<PersonEntry>(
            [.. page.Select(row => new PersonEntry(row.Id, row.Name, row.Email, row.Language, [.. organisations[row.Id]]))],
            rows.Count > page.Count ? Cursor.Of(page[^1].SortName, page[^1].Id.ToString()) : null));
    }

    internal static async Task<ILookup<Guid, string>> OrganisationsOfAsync(MembershipDb db, Guid[] people, CancellationToken cancel)
    {
        var names = await db.Contacts.AsNoTracking()
            .Where(contact => people.Contains(contact.PersonId) && contact.Until == null)
            .Select(contact => new { contact.PersonId, Name = contact.Organisation!.TradeName ?? contact.Organisation.Name })
            .Distinct().OrderBy(one => one.Name)
            .ToListAsync(cancel);
        return names.ToLookup(one => one.PersonId, one => one.Name);
    }
}
