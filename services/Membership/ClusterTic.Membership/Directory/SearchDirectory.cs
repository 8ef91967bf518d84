using System.Globalization;
using ClusterTic.Membership.Competences;
using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Hybrid;
using Npgsql;

namespace ClusterTic.Membership.Directory;

/// <summary>The members, for everybody: by words (without accents or case), region and competence.</summary>
static class SearchDirectory
{
    public const string DataVersion = "directory";

    public static void Map(RouteGroupBuilder directory) => directory
        .MapGet("/", Handle)
        .Requires(Policies.Public)
        .WithSummary("Search the public directory");

    /// <param name="q">Words that must all occur in name, town or description.</param>
    /// <param name="region">ISO 3166-2 code.</param>
    /// <param name="competence">CPV code; whoever has it or one below it. Or a house tag; whoever has each of its codes.</param>
    static async Task<Ok<Page<DirectoryEntry>>> Handle(
        string? q, string? region, string? competence, [AsParameters] Paging paging, MembershipDb db, NpgsqlDataSource database, HybridCache cache,
        HttpResponse response, CancellationToken cancel)
    {
        var wanted = string.IsNullOrWhiteSpace(competence) ? [] : Tags.CodesOf(competence) ?? throw ProblemException.Field("competence", Rules.UnknownCompetence);
        var words = (q ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(10).ToArray();
        var after = paging.Keys(2);

        // The key carries the version of the data, so an answer is never stale and nothing needs to be invalidated.
        var version = await database.ReadDataVersionAsync(DataVersion, cancel);
        var key = string.Create(CultureInfo.InvariantCulture,
            $"directory:{version}:{region}:{string.Join(' ', wanted)}:{paging.Take}:{paging.Count}:{paging.After}:{string.Join(' ', words)}");
        var answer = await cache.GetOrCreateAsync(key, async token =>
        {
            var members = Members(db, words, region, wanted);
            long? total = paging.Count is true ? await members.LongCountAsync(token) : null;
            return new Answer(await PageAsync(members, after, paging.Take, token), total);
        }, cancellationToken: cancel);
        if (answer.Total is { } count) response.TotalCount(count);
        return TypedResults.Ok(answer.Page);
    }

    static IQueryable<Organisation> Members(MembershipDb db, string[] words, string? region, IReadOnlyList<string> competences)
    {
        var members = db.Organisations.AsNoTracking().Where(one => one.Status == OrganisationStatus.Member);
        if (!string.IsNullOrWhiteSpace(region)) members = members.Where(one => one.Region == region);
        foreach (var code in competences)
        {
            var prefix = (Cpv.TryParse(code, out var cpv) ? cpv.Prefix : code) + "%";
            members = members.Where(one => one.Competences.Any(mine => EF.Functions.Like(mine.Code, prefix)));
        }

        foreach (var word in words)
        {
            var literal = LikePatterns.Literal(word);
            members = members.Where(one => EF.Functions.Like(
                EF.Property<string>(one, "SearchText"), "%" + MembershipFunctions.Fold(literal) + "%", LikePatterns.Escape));
        }

        return members;
    }

    static async Task<Page<DirectoryEntry>> PageAsync(IQueryable<Organisation> members, string[]? after, int take, CancellationToken cancel)
    {
        if (after is [var name, var last])
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
        return new Page<DirectoryEntry>(
            [.. page.Select(row => row.Organisation.ToDirectoryEntry())],
            rows.Count > take ? Cursor.Of(page[^1].SortName, page[^1].Organisation.Id.ToString()) : null);
    }

    internal static DirectoryEntry ToDirectoryEntry(this Organisation one) => new(
        one.Id, one.Name, one.TradeName, one.Type, one.Country, one.Region, one.Town, one.Website, one.Description,
        one.Category!, one.MemberSince!.Value, [.. one.Competences.OrderBy(competence => competence.Code, StringComparer.Ordinal).Select(competence => competence.ToEntry())], one.LogoId);

    sealed record Answer(Page<DirectoryEntry> Page, long? Total);
}
