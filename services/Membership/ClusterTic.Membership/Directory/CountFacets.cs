using System.Globalization;
using System.Linq.Expressions;
using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Hybrid;
using Npgsql;

namespace ClusterTic.Membership.Directory;

/// <summary>
/// How many members each value of each facet would show. A facet's counts leave its own choice out, so that they tell
/// what another choice would find.
/// </summary>
static class CountFacets
{
    const int Most = 30;

    public static void Map(RouteGroupBuilder directory) => directory
        .MapGet("/facets", Handle)
        .Requires(Policies.Public)
        .WithSummary("Count the members by region, type, category, size class and field of competence");

    static async Task<Ok<IReadOnlyList<Facet>>> Handle(
        [AsParameters] DirectoryFilter filter, MembershipDb db, NpgsqlDataSource database, HybridCache cache, CancellationToken cancel)
    {
        var version = await database.ReadDataVersionAsync(SearchDirectory.DataVersion, cancel);
        var key = string.Create(CultureInfo.InvariantCulture, $"directory-facets:{version}:{filter.Key()}");
        return TypedResults.Ok(await cache.GetOrCreateAsync(key, token => CountAsync(db, filter, token), cancellationToken: cancel));
    }

    static async ValueTask<IReadOnlyList<Facet>> CountAsync(MembershipDb db, DirectoryFilter filter, CancellationToken cancel)
    {
        var near = filter.Words().Length > 0 && !await filter.Of(db).AnyAsync(cancel);
        return
        [
            await ByAsync("region", nameof(DirectoryFilter.Region), one => one.Region),
            await ByAsync("type", nameof(DirectoryFilter.Type), one => one.Type),
            await ByAsync("category", nameof(DirectoryFilter.Category), one => one.Category),
            await ByAsync("size", nameof(DirectoryFilter.Size), one => one.Hidden.Contains(HiddenFields.Size) ? null : one.SmeClass),
            new("competence", await TopAsync(
                filter.Of(db, near, nameof(DirectoryFilter.Competence)).Where(one => !one.Hidden.Contains(HiddenFields.Competences))
                    .SelectMany(one => one.Competences, (one, mine) => new { one.Id, Group = mine.Code.Substring(0, 3) })
                    .Distinct().GroupBy(one => one.Group).Select(group => new Counted { Code = group.Key + "00000", Count = group.Count() }))),
        ];

        async Task<Facet> ByAsync(string name, string but, Expression<Func<Organisation, string?>> value) => new(name, await TopAsync(
            filter.Of(db, near, but).Select(value).Where(one => one != null).GroupBy(one => one!).Select(group => new Counted { Code = group.Key, Count = group.Count() })));

        async Task<IReadOnlyList<FacetValue>> TopAsync(IQueryable<Counted> counts) =>
            [.. (await counts.OrderByDescending(one => one.Count).ThenBy(one => one.Code).Take(Most).ToListAsync(cancel)).Select(one => new FacetValue(one.Code, one.Count))];
    }

    sealed class Counted
    {
        public required string Code { get; init; }
        public required int Count { get; init; }
    }
}
