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

    static readonly string[] Names = ["region", "type", "category", "size", "competence"];

    public static void Map(RouteGroupBuilder directory) => directory
        .MapGet("/facets", Handle)
        .Requires(Policies.Public)
        .WithSummary("Count the members by region, type, category, size class and field of competence");

    static async Task<Ok<IReadOnlyList<Facet>>> Handle(
        [AsParameters] DirectoryFilter filter, NpgsqlDataSource database, HybridCache cache, CancellationToken cancel)
    {
        var version = await database.ReadDataVersionAsync(SearchDirectory.DataVersion, cancel);
        var key = string.Create(CultureInfo.InvariantCulture, $"directory-facets:{version}:{filter.Key()}");
        return TypedResults.Ok(await cache.GetOrCreateAsync(key, token => FindAsync(database, filter, token), filter.Caching(), cancellationToken: cancel));
    }

    /// <summary>Near words count where nobody has those that were written, whatever else is chosen: as the search has it.</summary>
    static async ValueTask<IReadOnlyList<Facet>> FindAsync(NpgsqlDataSource database, DirectoryFilter filter, CancellationToken cancel)
    {
        var asked = await AskedWords.ReadAsync(database, filter.Words(), near: false, cancel);
        var (facets, any) = await CountAsync(database, filter, asked, cancel);
        if (any || asked.Meanings.Count == 0) return facets;
        asked = await AskedWords.ReadAsync(database, filter.Words(), near: true, cancel);
        return (await CountAsync(database, filter, asked, cancel)).Facets;
    }

    static async Task<(IReadOnlyList<Facet> Facets, bool Any)> CountAsync(
        NpgsqlDataSource database, DirectoryFilter filter, AskedWords asked, CancellationToken cancel)
    {
        var counts = Names.ToDictionary(name => name, _ => new List<FacetValue>());
        var any = false;
        if (!asked.FitNothing)
        {
            await using var command = database.CreateCommand();
            command.CommandText = Sql(
                asked.Meanings.Select(Parameter), filter.Prefixes().Select(Parameter),
                Parameter(filter.Region), Parameter(filter.Type), Parameter(filter.Category), Parameter(filter.Size));
            await using var rows = await command.ExecuteReaderAsync(cancel);
            while (await rows.ReadAsync(cancel))
            {
                if (rows.IsDBNull(0)) any = true;
                else counts[rows.GetString(0)].Add(new(rows.GetString(1), rows.GetInt32(2)));
            }

            string Parameter<T>(T value)
            {
                command.Parameters.Add(value is null ? new NpgsqlParameter<string?> { TypedValue = null } : new NpgsqlParameter<T> { TypedValue = value });
                return string.Create(CultureInfo.InvariantCulture, $"${command.Parameters.Count}");
            }
        }

        return ([.. counts.Select(facet => new Facet(
            facet.Key, [.. facet.Value.OrderByDescending(one => one.Count).ThenBy(one => one.Code, StringComparer.Ordinal).Take(Most)]))], any);
    }

    /// <summary>
    /// One statement: whoever has the words is looked for once, and counted five times by what else is chosen. A row
    /// without a name says that somebody fits all of it.
    /// </summary>
    static string Sql(IEnumerable<string> words, IEnumerable<string> prefixes, string region, string type, string category, string size)
    {
        var has = string.Concat(words.Select(word => $" and words && {word}"));
        var can = string.Join(" and ", prefixes.Select(prefix => $"id in (select organisation_id from competences where code like {prefix})").Prepend("true"));
        return $"""
            with found as materialized (
              select id, region, type, category, size, tells,
                coalesce({region} = '', true) or coalesce(region = {region}, false) as of_region, coalesce({type} = '', true) or type = {type} as of_type,
                coalesce({category} = '', true) or coalesce(category = {category}, false) as of_category,
                coalesce({size} = '', true) or coalesce(size = {size}, false) as of_size, {(can == "true" ? can : $"tells and {can}")} as able
              from (
                select id, region, type, category, case when 'size' = any(hidden) then null else sme_class end as size, not 'competences' = any(hidden) as tells
                from organisations where status = 'member'{has}) members)
            select 'region', region, count(*)::int from found where of_type and of_category and of_size and able and region is not null group by region
            union all
            select 'type', type, count(*)::int from found where of_region and of_category and of_size and able group by type
            union all
            select 'category', category, count(*)::int from found where of_region and of_type and of_size and able and category is not null group by category
            union all
            select 'size', size, count(*)::int from found where of_region and of_type and of_category and able and size is not null group by size
            union all
            select 'competence', left(code, 3) || '00000', count(distinct id)::int from found join competences on organisation_id = id
            where of_region and of_type and of_category and of_size and tells group by left(code, 3)
            union all
            (select null, null, null from found where of_region and of_type and of_category and of_size and able limit 1)
            """;
    }
}
