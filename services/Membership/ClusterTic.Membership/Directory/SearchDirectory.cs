using System.Globalization;
using ClusterTic.Membership.Organisations;
using ClusterTic.Membership.Search;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Hybrid;
using Npgsql;

namespace ClusterTic.Membership.Directory;

/// <summary>The members, for everybody, by name. Where nobody has the words as they were written, whoever has similar ones.</summary>
static class SearchDirectory
{
    public const string DataVersion = "directory";

    const string Nearly = "near";

    public static void Map(RouteGroupBuilder directory) => directory
        .MapGet("/", Handle)
        .Requires(Policies.Public)
        .WithSummary("Search the public directory");

    static async Task<Ok<DirectoryPage>> Handle(
        [AsParameters] DirectoryFilter filter, [AsParameters] Paging paging, MembershipDb db, NpgsqlDataSource database, HybridCache cache,
        HttpResponse response, CancellationToken cancel)
    {
        var after = paging.Keys(3);
        // The key carries the version of the data, so an answer is never stale and nothing needs to be invalidated.
        var version = await database.ReadDataVersionAsync(DataVersion, cancel);
        var key = string.Create(CultureInfo.InvariantCulture, $"directory:{version}:{paging.Take}:{paging.Count}:{paging.After}:{filter.Key()}");
        var answer = await cache.GetOrCreateAsync(key, token => FindAsync(db, database, filter, paging, after, token), filter.Caching(), cancellationToken: cancel);
        if (answer.Total is { } count) response.TotalCount(count);
        return TypedResults.Ok(answer.Page);
    }

    static async ValueTask<Answer> FindAsync(
        MembershipDb db, NpgsqlDataSource database, DirectoryFilter filter, Paging paging, string[]? after, CancellationToken cancel)
    {
        var near = after is [_, _, Nearly];
        var (asked, page) = await PageAsync(near);
        if (page.Items.Count == 0 && after is null && asked.Meanings.Count > 0)
        {
            near = true;
            (asked, page) = await PageAsync(near);
        }

        return new(page, paging.Count is not true ? null : asked.FitNothing ? 0 : await filter.Of(db, asked).LongCountAsync(cancel));

        async Task<(AskedWords, DirectoryPage)> PageAsync(bool near)
        {
            var asked = await AskedWords.ReadAsync(database, filter.Words(), near, cancel);
            return (asked, asked.FitNothing ? new([], null, false) : await SearchDirectory.PageAsync(filter.Of(db, asked), after, paging.Take, near, cancel));
        }
    }

    static async Task<DirectoryPage> PageAsync(IQueryable<Organisation> members, string[]? after, int take, bool near, CancellationToken cancel)
    {
        if (after is [var name, var last, _])
        {
            if (!Guid.TryParse(last, out var id)) throw ProblemException.Field("after", "cursor-invalid");
            members = members.Where(one =>
                EF.Functions.GreaterThan(ValueTuple.Create(EF.Property<string>(one, "SortName"), one.Id), ValueTuple.Create(name, id)));
        }

        var rows = await members
            .OrderBy(one => EF.Property<string>(one, "SortName")).ThenBy(one => one.Id)
            .Take(take + 1)
            .Select(one => new { Organisation = one, SortName = EF.Property<string>(one, "SortName") })
            .ToListAsync(cancel);
        var page = rows.Take(take).ToList();
        return new DirectoryPage(
            [.. page.Select(row => row.Organisation.ToDirectoryEntry())],
            rows.Count > take ? Cursor.Of(page[^1].SortName, page[^1].Organisation.Id.ToString(), near ? Nearly : "") : null,
            near && page.Count > 0);
    }

    sealed record Answer(DirectoryPage Page, long? Total);
}
