using System.ComponentModel;
using System.Globalization;
using ClusterTic.Membership.Search;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
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

    static readonly string[] Columns = ["region", "type", "category", "size"];

    public static void Map(RouteGroupBuilder directory) => directory
        .MapGet("/facets", Handle)
        .Requires(Policies.Public)
        .WithSummary("Count the members by region, type, category, size class and field of competence");

    static async Task<Ok<IReadOnlyList<Facet>>> Handle(
        [AsParameters] DirectoryFilter filter, NpgsqlDataSource database, HybridCache cache, CancellationToken cancel)
    {
        var version = await database.ReadDataVersionAsync(SearchDirectory.DataVersion, cancel);
        var key = string.Create(CultureInfo.InvariantCulture, $"directory-facets:{version}:{filter.Key()}");
        var counted = await cache.GetOrCreateAsync(key, token => FindAsync(filter, new(database, cache, version), token), filter.Caching(), cancellationToken: cancel);
        return TypedResults.Ok(counted.Facets);
    }

    /// <summary>Near words count where nobody has those that were written, whatever else is chosen: as the search has it.</summary>
    static async ValueTask<Counted> FindAsync(DirectoryFilter filter, Meanings meanings, CancellationToken cancel)
    {
        var asked = await meanings.OfAsync(filter, near: false, cancel);
        var counted = await CountAsync(meanings.Database, filter, asked, cancel);
        if (counted.Any || asked.Meanings.Count == 0) return counted;
        asked = await meanings.OfAsync(filter, near: true, cancel);
        return await CountAsync(meanings.Database, filter, asked, cancel);
    }

    static async Task<Counted> CountAsync(NpgsqlDataSource database, DirectoryFilter filter, AskedWords asked, CancellationToken cancel)
    {
        var counts = Columns.Append("competence").ToDictionary(name => name, _ => new List<FacetValue>());
        var any = false;
        if (!asked.FitNothing)
        {
            await using var command = database.CreateCommand();
            var found = new MembersFound(command, filter, asked);
            command.CommandText = found.Sql + string.Concat(Columns.Select(column => $"""
                select '{column}', {column}, count(*)::int from found where {found.Chosen(but: column)} and {column} is not null group by {column}
                union all

                """)) + $"""
                select 'competence', left(code, 3) || '00000', count(distinct id)::int from found join competences on organisation_id = id
                where {found.Chosen(but: "competence")} and tells group by left(code, 3)
                union all
                (select null, null, null from found where {found.Chosen()} limit 1)
                """;
            await using var rows = await command.ExecuteReaderAsync(cancel);
            while (await rows.ReadAsync(cancel))
            {
                if (rows.IsDBNull(0)) any = true; // somebody fits all that is chosen
                else counts[rows.GetString(0)].Add(new(rows.GetString(1), rows.GetInt32(2)));
            }
        }

        return new([.. counts.Select(facet => new Facet(
            facet.Key, [.. facet.Value.OrderByDescending(one => one.Count).ThenBy(one => one.Code, StringComparer.Ordinal).Take(Most)]))], any);
    }

    /// <param name="Any">Whether somebody fits all that is chosen.</param>
    [ImmutableObject(true)]
    sealed record Counted(IReadOnlyList<Facet> Facets, bool Any);
}
