using System.Globalization;

namespace ClusterTic.ServiceDefaults.Http;

/// <summary>The keys that lists are sorted by, out of a cursor and into one; 400 for a cursor that is none of ours.</summary>
public static class PagingKeys
{
    /// <summary>For lists in the order of their ids, which is the order in which their rows were entered (UUIDv7).</summary>
    public static Guid? AfterId(this Paging paging) => paging.Keys(1) switch
    {
        null => null,
        [var key] when Guid.TryParse(key, out var id) => id,
        _ => throw Invalid(),
    };

    /// <summary>For lists by a name or the like, and by id where two have the same.</summary>
    public static (string Text, Guid Id)? AfterTextAndId(this Paging paging) => paging.Keys(2) switch
    {
        null => null,
        [var text, var key] when Guid.TryParse(key, out var id) => (text, id),
        _ => throw Invalid(),
    };

    /// <summary>For lists by a day, and by id within it.</summary>
    public static (DateOnly Day, Guid Id)? AfterDayAndId(this Paging paging) => paging.Keys(2) switch
    {
        null => null,
        [var text, var key] when DateOnly.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && Guid.TryParse(key, out var id) => (day, id),
        _ => throw Invalid(),
    };

    /// <summary>The cursor that <see cref="AfterDayAndId"/> reads.</summary>
    public static string ToCursor(this DateOnly day, Guid id) => Cursor.Of(day.ToString("O", CultureInfo.InvariantCulture), id.ToString());

    /// <param name="rows">One more than a page holds, where there are more.</param>
    public static Page<T> ToPage<T>(this IReadOnlyList<T> rows, Paging paging, Func<T, Guid> id)
    {
        if (rows.Count <= paging.Take) return new(rows, null);
        var items = rows.Take(paging.Take).ToList();
        return new(items, Cursor.Of(id(items[^1]).ToString()));
    }

    static ProblemException Invalid() => ProblemException.Field("after", "cursor-invalid");
}
