using System.Globalization;
using System.Text.Json;
using ClusterTic.ServiceDefaults.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Messaging.History;

public static class HistoryReading
{
    /// <summary>An aggregate's changes, the newest first.</summary>
    public static async Task<Page<FieldChange>> ReadHistoryAsync(
        this ServiceDb db, Guid aggregate, Paging paging, HttpResponse response, CancellationToken cancel)
    {
        var entries = db.Set<HistoryEntry>().AsNoTracking().Where(entry => entry.AggregateId == aggregate);
        if (paging.Count is true) response.TotalCount(await entries.LongCountAsync(cancel));
        if (paging.Keys(2) is [var seen, var last])
        {
            if (!long.TryParse(seen, NumberStyles.None, CultureInfo.InvariantCulture, out var version) || !Guid.TryParse(last, out var id))
                throw ProblemException.Field("after", "cursor-invalid");
            entries = entries.Where(entry => EF.Functions.LessThan(ValueTuple.Create(entry.Version, entry.Id), ValueTuple.Create(version, id)));
        }

        var rows = await entries.OrderByDescending(entry => entry.Version).ThenByDescending(entry => entry.Id).Take(paging.Take + 1).ToListAsync(cancel);
        var page = rows.Take(paging.Take).ToList();
        return new(
            [.. page.Select(entry => new FieldChange(
                entry.Id, entry.Version, entry.Field, Element(entry.Before), Element(entry.After), entry.Subject is not null, entry.ErasedAt,
                entry.Fact, entry.By, entry.ByName, entry.OccurredAt, entry.RecordedAt))],
            rows.Count > page.Count ? Cursor.Of(page[^1].Version.ToString(CultureInfo.InvariantCulture), page[^1].Id.ToString()) : null);
    }

    /// <summary>
    /// Empties what the history holds about a person, in the transaction that is open; that a field changed, by whom and
    /// when, stays.
    /// </summary>
    /// <returns>How many entries were emptied.</returns>
    public static Task<int> EraseHistoryAsync(this ServiceDb db, Guid person, DateTimeOffset at, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync(
            $"update history set before = null, after = null, erased_at = {at} where subject = {person} and erased_at is null", cancel);

    /// <summary>The same for some fields only, such as those that a withdrawn consent covered.</summary>
    public static Task<int> EraseHistoryAsync(this ServiceDb db, Guid person, string[] fields, DateTimeOffset at, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync(
            $"update history set before = null, after = null, erased_at = {at} where subject = {person} and field = any({fields}) and erased_at is null", cancel);

    static JsonElement? Element(string? json) => json is null ? null : JsonSerializer.Deserialize<JsonElement>(json);
}
