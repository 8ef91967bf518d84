using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ClusterTic.Messaging.Reads;

/// <summary>
/// Who was given whose data: of one person, as that person may ask, and of one account or all. Ids and accounts only. The
/// team answers for it, so the team reads it, of its own people too.
/// </summary>
public static class ListReads
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/people/{id:guid}/accesses", OfPerson).Requires(Policies.Manager).WithTags("Privacy").WithSummary("List who has read a person's data");
        api.MapGet("/accesses", OfAccount).Requires(Policies.Manager).WithTags("Privacy").WithSummary("List who has read personal data");
    }

    static async Task<Ok<Page<DataAccess>>> OfPerson(Guid id, [AsParameters] Paging paging, ServiceDb db, HttpResponse response, CancellationToken cancel) =>
        TypedResults.Ok(await PageAsync(Reads(db).Where(one => one.PersonId == id), paging, response, cancel));

    /// <param name="account">As the list names it.</param>
    /// <param name="from">The first local day.</param>
    /// <param name="to">The last local day.</param>
    static async Task<Ok<Page<DataAccess>>> OfAccount(
        string? account, DateOnly? from, DateOnly? to, [AsParameters] Paging paging, ServiceDb db, IOptions<ClusterOptions> cluster, HttpResponse response,
        CancellationToken cancel)
    {
        var reads = Reads(db);
        if (!string.IsNullOrEmpty(account)) reads = reads.Where(one => one.By == account);
        if (from is { } first)
        {
            var begin = StartOf(first, cluster.Value);
            reads = reads.Where(one => one.At >= begin);
        }

        if (to is { } last)
        {
            var end = StartOf(last.AddDays(1), cluster.Value);
            reads = reads.Where(one => one.At < end);
        }

        return TypedResults.Ok(await PageAsync(reads, paging, response, cancel));
    }

    static IQueryable<PersonalDataRead> Reads(ServiceDb db) => db.Set<PersonalDataRead>().AsNoTracking();

    static async Task<Page<DataAccess>> PageAsync(IQueryable<PersonalDataRead> reads, Paging paging, HttpResponse response, CancellationToken cancel)
    {
        if (paging.Count is true) response.TotalCount(await reads.LongCountAsync(cancel));
        if (paging.AfterId() is { } seen) reads = reads.Where(one => one.Id < seen);
        var rows = await reads.OrderByDescending(one => one.Id).Take(paging.Take + 1)
            .Select(one => new DataAccess(one.Id, one.By, one.ByName, one.Endpoint, one.PersonId, one.AboutId, one.Shown, one.At)).ToListAsync(cancel);
        return rows.ToPage(paging, row => row.Id);
    }

    static DateTimeOffset StartOf(DateOnly day, ClusterOptions cluster)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, cluster.TimeZoneInfo.GetUtcOffset(local)).ToUniversalTime();
    }
}
