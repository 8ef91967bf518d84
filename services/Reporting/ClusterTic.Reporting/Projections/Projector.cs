using ClusterTic.Reporting.Log;
using Npgsql;

namespace ClusterTic.Reporting.Projections;

/// <summary>
/// Applies messages to one generation of the projections, in the caller's transaction. The caller sees to it that
/// nobody else writes to the generation meanwhile.
/// </summary>
sealed class Projector(int generation, LocalDays days)
{
    /// <param name="first">Runs before everything else, in the same round trip as the reads.</param>
    /// <param name="last">Runs after everything else, in the same round trip as the writes.</param>
    public async Task ApplyAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyCollection<LoggedFact> facts,
        NpgsqlBatchCommand? first,
        NpgsqlBatchCommand? last,
        CancellationToken cancel)
    {
        var touched = (
            from fact in facts
            let projection = Catalogue.Find(fact.Aggregate)
            where projection is not null
            group fact by projection into its
            select (Projection: its.Key, Facts: its.ToList())).ToList();

        var folded = await ReadAndFoldAsync(connection, transaction, touched, first, cancel);

        await using var writes = new NpgsqlBatch(connection, transaction);
        foreach (var each in folded)
            if (each.Save is { } save) writes.BatchCommands.Add(save);
        if (AddActivity([.. folded.SelectMany(each => each.Activity)]) is { } activity) writes.BatchCommands.Add(activity);
        if (AddUnread([.. folded.SelectMany(each => each.Unread)]) is { } unread) writes.BatchCommands.Add(unread);
        if (last is not null) writes.BatchCommands.Add(last);
        if (writes.BatchCommands.Count > 0) await writes.ExecuteNonQueryAsync(cancel);
    }

    async Task<List<Folded>> ReadAndFoldAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        List<(Projection Projection, List<LoggedFact> Facts)> touched,
        NpgsqlBatchCommand? first,
        CancellationToken cancel)
    {
        await using var reads = new NpgsqlBatch(connection, transaction);
        if (first is not null) reads.BatchCommands.Add(first);
        foreach (var (projection, facts) in touched) reads.BatchCommands.Add(projection.Existing(generation, facts));
        var folded = new List<Folded>();
        if (reads.BatchCommands.Count == 0) return folded;

        await using var rows = await reads.ExecuteReaderAsync(cancel);
        foreach (var (projection, facts) in touched)
        {
            folded.Add(await projection.FoldAsync(rows, generation, facts, days, cancel));
            await rows.NextResultAsync(cancel);
        }

        return folded;
    }

    NpgsqlBatchCommand? AddActivity(IReadOnlyList<Activity> activity)
    {
        var sums = (
            from part in activity
            group part by (part.OrganisationId, part.Day) into parts
            let sum = parts.Aggregate((one, other) => one + other)
            where !sum.IsNothing
            select sum).ToList();
        if (sums.Count == 0) return null;
        return new NpgsqlBatchCommand(
            """
            insert into activity_days (generation, organisation_id, day, invited, registered, came, attended, matched)
            select $1, * from unnest($2, $3, $4, $5, $6, $7, $8)
            on conflict (generation, organisation_id, day) do update set
              invited = activity_days.invited + excluded.invited, registered = activity_days.registered + excluded.registered,
              came = activity_days.came + excluded.came, attended = activity_days.attended + excluded.attended,
              matched = activity_days.matched + excluded.matched
            """)
        {
            Parameters =
            {
                new NpgsqlParameter<int> { TypedValue = generation },
                Column(sum => sum.OrganisationId), Column(sum => sum.Day), Column(sum => sum.Invited), Column(sum => sum.Registered),
                Column(sum => sum.Came), Column(sum => sum.Attended), Column(sum => sum.Matched),
            },
        };

        NpgsqlParameter Column<T>(Func<Activity, T> value) => new NpgsqlParameter<T[]> { TypedValue = [.. sums.Select(value)] };
    }

    NpgsqlBatchCommand? AddUnread(IReadOnlyList<(LoggedFact Fact, string Reason)> unread) => unread.Count == 0 ? null : new(
        """
        insert into unread_facts (generation, position, message_id, wire_name, reason) select $1, * from unnest($2, $3, $4, $5)
        on conflict (generation, position) do nothing
        """)
    {
        Parameters =
        {
            new NpgsqlParameter<int> { TypedValue = generation },
            new NpgsqlParameter<long[]> { TypedValue = [.. unread.Select(each => each.Fact.Position)] },
            new NpgsqlParameter<Guid[]> { TypedValue = [.. unread.Select(each => each.Fact.MessageId)] },
            new NpgsqlParameter<string[]> { TypedValue = [.. unread.Select(each => each.Fact.WireName)] },
            new NpgsqlParameter<string[]> { TypedValue = [.. unread.Select(each => each.Reason)] },
        },
    };
}
