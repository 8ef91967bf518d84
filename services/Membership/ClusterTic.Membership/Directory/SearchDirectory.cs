using System.ComponentModel;
using System.Globalization;
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

    /// <summary>More elements than the planner expects in an array that it does not know.</summary>
    const int AsPlanned = 12;

    public static void Map(RouteGroupBuilder directory) => directory
        .MapGet("/", Handle)
        .Requires(Policies.Public)
        .WithSummary("Search the public directory");

    static async Task<Ok<DirectoryPage>> Handle(
        [AsParameters] DirectoryFilter filter, [AsParameters] Paging paging, MembershipDb db, NpgsqlDataSource database, HybridCache cache,
        HttpResponse response, CancellationToken cancel)
    {
        (string Name, Guid Id)? after = null;
        var near = false;
        if (paging.Keys(3) is [var name, var last, var nearly])
        {
            after = Guid.TryParse(last, out var id) ? (name, id) : throw ProblemException.Field("after", "cursor-invalid");
            near = nearly == AskedWords.Nearly;
        }

        // The key carries the version of the data, so an answer is never stale and nothing needs to be invalidated.
        var version = await database.ReadDataVersionAsync(DataVersion, cancel);
        var key = string.Create(CultureInfo.InvariantCulture, $"directory:{version}:{paging.Take}:{paging.Count}:{paging.After}:{filter.Key()}");
        var answer = await cache.GetOrCreateAsync(
            key, token => FindAsync(db, new(filter, new(database, cache, version), paging, after), near, token), filter.Caching(), cancellationToken: cancel);
        if (answer.Total is { } count) response.TotalCount(count);
        return TypedResults.Ok(answer.Page);
    }

    static async ValueTask<Answer> FindAsync(MembershipDb db, Question question, bool near, CancellationToken cancel)
    {
        var (ids, asked) = await question.AnswerAsync(near, cancel);
        if (ids.Count == 0 && question.After is null && asked.Meanings.Count > 0)
            (ids, asked) = await question.AnswerAsync(near = true, cancel);
        long? total = question.Paging.Count is true ? await question.CountAsync(asked, cancel) : null;
        if (ids.Count == 0) return new(new([], null, false), total);

        var shown = ids.Take(question.Paging.Take).Select(one => one.Id).ToArray();
        // Always as many, so that PostgreSQL keeps the plan: for fewer it would find a cheaper one, and make it anew each time.
        Guid[] filled = [.. shown, .. Enumerable.Repeat(Guid.Empty, Math.Max(0, AsPlanned - shown.Length))];
        var members = await db.Organisations.AsNoTracking().Where(one => filled.Contains(one.Id)).Select(PublicProfile.Of).ToDictionaryAsync(one => one.Id, cancel);
        return new(
            new(
                [.. shown.Where(members.ContainsKey).Select(id => members[id].ToEntry())],
                ids.Count > shown.Length ? Cursor.Of(ids[shown.Length - 1].Name, shown[^1].ToString(), near ? AskedWords.Nearly : "") : null,
                near),
            total);
    }

    sealed record Question(DirectoryFilter Filter, Meanings Meanings, Paging Paging, (string Name, Guid Id)? After)
    {
        /// <summary>One more than fits the page, to know whether there is a next one.</summary>
        public async Task<(IReadOnlyList<(string Name, Guid Id)> Ids, AskedWords Asked)> AnswerAsync(bool near, CancellationToken cancel)
        {
            var asked = await Meanings.OfAsync(Filter, near, cancel);
            if (asked.FitNothing) return ([], asked);
            await using var command = Meanings.Database.CreateCommand();
            var found = new MembersFound(command, Filter, asked);
            var further = After is var (name, id) ? $" and (sort_name, id) > ({found.Parameter(name)}, {found.Parameter(id)})" : "";
            command.CommandText = $"{found.Sql}select sort_name, id from found where {found.Chosen()}{further} order by sort_name, id limit {found.Parameter(Paging.Take + 1)}";
            var ids = new List<(string, Guid)>();
            await using var rows = await command.ExecuteReaderAsync(cancel);
            while (await rows.ReadAsync(cancel)) ids.Add((rows.GetString(0), rows.GetGuid(1)));
            return (ids, asked);
        }

        public async Task<long> CountAsync(AskedWords asked, CancellationToken cancel)
        {
            if (asked.FitNothing) return 0;
            await using var command = Meanings.Database.CreateCommand();
            var found = new MembersFound(command, Filter, asked);
            command.CommandText = $"{found.Sql}select count(*) from found where {found.Chosen()}";
            return (long)(await command.ExecuteScalarAsync(cancel))!;
        }
    }

    [ImmutableObject(true)]
    sealed record Answer(DirectoryPage Page, long? Total);
}
