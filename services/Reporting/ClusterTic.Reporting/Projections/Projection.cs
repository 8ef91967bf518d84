using System.Text.Json;
using ClusterTic.Messaging;
using ClusterTic.Reporting.Log;
using Npgsql;

namespace ClusterTic.Reporting.Projections;

/// <summary>How one kind of aggregate is kept: what its messages mean, and its table.</summary>
abstract class Projection
{
    /// <summary>Service and aggregate, for instance <c>events.registration</c>.</summary>
    public abstract string Aggregate { get; }

    public abstract string Table { get; }

    /// <summary>Wire names whose time counts in a figure; every other verb is read for its state alone.</summary>
    public virtual IReadOnlyList<string> Counted => [];

    /// <summary>The rows that the facts touch, as they are now; to be read by <see cref="Fold"/>.</summary>
    public abstract NpgsqlBatchCommand Existing(int generation, IReadOnlyCollection<LoggedFact> facts);

    /// <summary>Applies the facts to what the reader gives of <see cref="Existing"/>.</summary>
    public abstract Task<Folded> FoldAsync(
        NpgsqlDataReader existing, int generation, IReadOnlyCollection<LoggedFact> facts, LocalDays days, CancellationToken cancel);
}

/// <param name="Save">Writes the rows that changed; null where none did.</param>
/// <param name="Activity">What the rows now add to the daily figures beyond what they added before.</param>
/// <param name="Unread">Messages that could not be read, with the reason.</param>
sealed record Folded(
    NpgsqlBatchCommand? Save, IReadOnlyList<Activity> Activity, IReadOnlyList<(LoggedFact Fact, string Reason)> Unread);

abstract class Projection<TRow, TFact> : Projection where TRow : StateRow where TFact : class, IFact
{
    static readonly JsonSerializerOptions Columns = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    static readonly string[] Names =
        [.. from property in typeof(TRow).GetProperties() select JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name)];

    string? save;

    /// <summary>The state that a message holds; null or an exception where it holds none.</summary>
    protected abstract TRow Read(TFact fact);

    /// <summary>Keeps the times of facts that are counted: from the row before, and from this fact where it is one.</summary>
    protected virtual TRow Remember(TRow row, TRow? before, LoggedFact fact) => row;

    /// <summary>Fills the columns that follow from the others.</summary>
    protected virtual TRow Derive(TRow row, LocalDays days) => row;

    protected virtual IEnumerable<Activity> Activity(TRow row) => [];

    /// <summary>The row after a message. Any order of the same messages ends in the same row.</summary>
    public TRow Apply(TRow? row, LoggedFact fact, LocalDays days)
    {
        var after = row is not null && !row.IsOlderThan(fact) ? row : Read(Parse<TFact>(fact.Body)) with
        {
            Id = fact.AggregateId,
            Version = fact.Version,
            Announced = fact.IsAnnouncement,
            MessageId = fact.MessageId,
            Position = fact.Position,
        };
        return Derive(Remember(after, row, fact), days);
    }

    public override NpgsqlBatchCommand Existing(int generation, IReadOnlyCollection<LoggedFact> facts) =>
        new($"select to_json(row) from {Table} row where generation = $1 and id = any($2)")
        {
            Parameters =
            {
                new NpgsqlParameter<int> { TypedValue = generation },
                new NpgsqlParameter<Guid[]> { TypedValue = [.. facts.Select(fact => fact.AggregateId).Distinct()] },
            },
        };

    public override async Task<Folded> FoldAsync(
        NpgsqlDataReader existing, int generation, IReadOnlyCollection<LoggedFact> facts, LocalDays days, CancellationToken cancel)
    {
        var before = new Dictionary<Guid, TRow>();
        while (await existing.ReadAsync(cancel))
            if (JsonSerializer.Deserialize<TRow>(existing.GetString(0), Columns) is { } row) before.Add(row.Id, row);

        var after = new Dictionary<Guid, TRow>();
        var unread = new List<(LoggedFact, string)>();
        foreach (var fact in facts)
        {
            try
            {
                var known = after.GetValueOrDefault(fact.AggregateId) ?? before.GetValueOrDefault(fact.AggregateId);
                var next = Apply(known, fact, days);
                if (next != known) after[fact.AggregateId] = next;
            }
            catch (UnreadableFactException unreadable)
            {
                unread.Add((fact, unreadable.Message));
            }
        }

        var activity = new List<Activity>();
        foreach (var row in after.Values)
        {
            activity.AddRange(Activity(row));
            if (before.GetValueOrDefault(row.Id) is { } old) activity.AddRange(Activity(old).Select(part => part.Negated()));
        }

        return new Folded(after.Count == 0 ? null : Save(generation, after.Values), activity, unread);
    }

    NpgsqlBatchCommand Save(int generation, IReadOnlyCollection<TRow> rows)
    {
        save ??= $"""
            insert into {Table} (generation, {string.Join(", ", Names)})
            select $1, {string.Join(", ", Names)} from json_populate_recordset(null::{Table}, $2)
            on conflict (generation, id) do update set {string.Join(", ", Names.Where(name => name != "id").Select(name => $"{name} = excluded.{name}"))}
            """;
        return new NpgsqlBatchCommand(save)
        {
            Parameters =
            {
                new NpgsqlParameter<int> { TypedValue = generation },
                new NpgsqlParameter { Value = JsonSerializer.Serialize(rows, Columns), NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Json },
            },
        };
    }

    protected static T Parse<T>(string body) where T : class
    {
        // PostgreSQL keeps no U+0000 in a text, and no name or code has one.
        if (body.Contains("\\u0000", StringComparison.Ordinal)) throw new UnreadableFactException("holds U+0000");
        try
        {
            return JsonSerializer.Deserialize<T>(body, JsonSerializerOptions.Web) ?? throw new UnreadableFactException("is null");
        }
        catch (JsonException wrong)
        {
            throw new UnreadableFactException($"at {wrong.Path ?? "$"}: {wrong.Message}", wrong);
        }
    }

    /// <summary>A field without which the state is none.</summary>
    protected static T Needed<T>(T? value, string path) where T : class => value ?? throw new UnreadableFactException($"at {path}: missing");
}
