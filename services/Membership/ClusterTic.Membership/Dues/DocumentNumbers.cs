using System.Globalization;
using ClusterTic.ServiceDefaults.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ClusterTic.Membership.Dues;

/// <summary>
/// Numbers of calls and receipts, one after the other in each year and without gaps: the counter's row is held until the
/// transaction of the documents ends, so a rollback gives its numbers back before anybody takes the next.
/// </summary>
static class DocumentNumbers
{
    /// <summary>Appel de cotisation.</summary>
    public const string Call = "AC";

    /// <summary>Reçu.</summary>
    public const string Receipt = "RC";

    /// <returns>As many numbers as asked for, in their order: <c>AC-2026-000001</c>.</returns>
    public static async Task<IReadOnlyList<string>> TakeNumbersAsync(this MembershipDb db, string kind, int year, int count, CancellationToken cancel)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("A number needs the transaction of its document.");
        if (count == 0) return [];
        var (connection, transaction) = await db.OpenAsync(cancel);
        await using var command = new NpgsqlCommand(
            """
            insert into document_counters as counter (kind, year, last) values ($1, $2, $3)
            on conflict (kind, year) do update set last = counter.last + excluded.last
            returning last
            """, connection, transaction) { Parameters = { new() { Value = kind }, new() { Value = year }, new() { Value = (long)count } } };
        var last = (long)(await command.ExecuteScalarAsync(cancel))!;
        return [.. Enumerable.Range(1 - count, count).Select(back => string.Create(CultureInfo.InvariantCulture, $"{kind}-{year:0000}-{last + back:000000}"))];
    }

    public static void Map(ModelBuilder model) => model.Entity<DocumentCounter>(counter =>
        counter.ToTable("document_counters").HasKey(one => new { one.Kind, one.Year }));
}

/// <summary>The last number that was given of a kind in a year.</summary>
sealed class DocumentCounter
{
    public required string Kind { get; init; }
    public required int Year { get; init; }
    public required long Last { get; init; }
}
