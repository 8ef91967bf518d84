using System.Globalization;
using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ClusterTic.Membership.Groups;

/// <summary>The organisations of a group as they are now: a page as JSON, or all of them as CSV; and of a group that is not saved yet.</summary>
static class ListMembers
{
    const int First = 20;

    static readonly string[] Columns = ["name", "trade-name", "type", "status", "category", "region", "town", "sme-class"];

    public static void Map(RouteGroupBuilder groups)
    {
        groups.MapGet("/{id:guid}/members", List)
            .Requires(Policies.Manager)
            .Produces<Page<GroupMember>>(200, "application/json", "text/csv")
            .DisableRequestTimeout()
            .WithSummary("List the organisations of a group");
        groups.MapPost("/preview", Preview).Requires(Policies.Manager).WithSummary("Count the organisations that a filter finds");
    }

    static async Task<IResult> List(
        Guid id, string? format, [AsParameters] Paging paging, MembershipDb db, ClusterCalendar days, HttpContext http, CancellationToken cancel)
    {
        if (await db.FindGroupAsync(id, cancel) is not { } group) return TypedResults.NotFound();
        var asCsv = http.Request.WantsCsv(format);
        var found = group.ClosedAt is null ? db.OrganisationsOf(group.Making, days.Today) : db.Organisations.Where(_ => false);
        http.Response.Headers.Vary = "Accept, Accept-Language";
        if (asCsv)
        {
            var rows = Rows(found, []).AsAsyncEnumerable();
            var name = string.Create(CultureInfo.InvariantCulture, $"{group.Code}_{days.Today:yyyy-MM-dd}.csv");
            return TypedResults.Stream(body => WriteCsvAsync(body, rows, cancel), "text/csv; charset=utf-8", name);
        }

        if (paging.Count is true) http.Response.TotalCount(await found.LongCountAsync(cancel));
        if (paging.AfterTextAndId() is var (sortName, seen))
        {
            found = found.Where(one =>
                EF.Functions.GreaterThan(ValueTuple.Create(EF.Property<string>(one, "SortName"), one.Id), ValueTuple.Create(sortName, seen)));
        }

        var page = await Rows(found, group.Included).Take(paging.Take + 1).ToListAsync(cancel);
        return TypedResults.Ok(new Page<GroupMember>(
            [.. page.Take(paging.Take).Select(row => row.Member())],
            page.Count > paging.Take ? Cursor.Of(page[paging.Take - 1].SortName, page[paging.Take - 1].Id.ToString()) : null));
    }

    static async Task<Ok<GroupPreview>> Preview(
        PreviewGroupRequest request, MembershipDb db, IOptions<ClusterOptions> cluster, ClusterCalendar days, CancellationToken cancel)
    {
        var faults = new Faults();
        var making = await db.ReadMakingAsync(faults, request.Filter, request.Included, request.Excluded, cluster.Value, cancel);
        faults.Refuse();
        var found = db.OrganisationsOf(making, days.Today);
        var first = await Rows(found, making.Included).Take(First).ToListAsync(cancel);
        return TypedResults.Ok(new GroupPreview(await found.LongCountAsync(cancel), [.. first.Select(row => row.Member())]));
    }

    /// <summary>Only what is shown: the competences of an organisation are not read for it.</summary>
    static IQueryable<Row> Rows(IQueryable<Organisation> found, Guid[] included) => found
        .OrderBy(one => EF.Property<string>(one, "SortName")).ThenBy(one => one.Id)
        .Select(one => new Row(
            one.Id, one.Name, one.TradeName, one.Type, one.Status, one.Category, one.Region, one.Town, one.SmeClass, included.Contains(one.Id),
            EF.Property<string>(one, "SortName")));

    static async Task WriteCsvAsync(Stream body, IAsyncEnumerable<Row> rows, CancellationToken cancel)
    {
        await using var csv = Csv.Write(body);
        foreach (var column in Columns) csv.WriteField(column);
        await csv.EndRecordAsync(cancel);
        await foreach (var one in rows.WithCancellation(cancel))
        {
            foreach (var text in new[] { one.Name, one.TradeName, one.Type, one.Status.Code(), one.Category, one.Region, one.Town, one.SmeClass })
                csv.WriteText(text);
            await csv.EndRecordAsync(cancel);
        }

        await csv.FlushAsync(cancel);
    }

    sealed record Row(
        Guid Id, string Name, string? TradeName, string Type, OrganisationStatus Status, string? Category, string? Region, string? Town, string? SmeClass,
        bool IsPicked, string SortName)
    {
        public GroupMember Member() => new(Id, Name, TradeName, Type, Status.Code(), Category, Region, Town, SmeClass, IsPicked);
    }
}
