using ClusterTic.ServiceDefaults.Http;

namespace ClusterTic.Events;

/// <summary>Lists in the order of their ids, which is the order in which their rows were entered (UUIDv7).</summary>
static class IdPaging
{
    public static Guid? AfterId(this Paging paging) => paging.Keys(1) switch
    {
        null => null,
        [var key] when Guid.TryParse(key, out var id) => id,
        _ => throw ProblemException.Field("after", "cursor-invalid"),
    };

    /// <param name="rows">One more than a page holds, where there are more.</param>
    public static Page<T> ToPage<T>(this IReadOnlyList<T> rows, Paging paging, Func<T, Guid> id)
    {
        if (rows.Count <= paging.Take) return new(rows, null);
        var items = rows.Take(paging.Take).ToList();
        return new(items, Cursor.Of(id(items[^1]).ToString()));
    }
}
