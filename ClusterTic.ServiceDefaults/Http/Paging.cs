using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ClusterTic.ServiceDefaults.Http;

/// <summary>Query parameters of every list; use with <c>[AsParameters]</c>.</summary>
/// <param name="After">Where the page begins: the <c>next</c> of the page before.</param>
/// <param name="Limit">1 to 200; 50 unless told.</param>
/// <param name="Count">With true the exact total comes in the header <c>X-Total-Count</c>.</param>
public readonly record struct Paging(string? After, int? Limit, bool? Count)
{
    public int Take => (Limit ?? 50) is >= 1 and <= 200 and var take
        ? take
        : throw ProblemException.Field("limit", "limit-out-of-range");

    /// <summary>The keys of the last row of the page before; null on the first page.</summary>
    /// <param name="length">How many keys the list is sorted by.</param>
    public string[]? Keys(int length) => After is null ? null : Cursor.Read(After, length);
}

/// <summary>A position in a sorted list, opaque to the caller.</summary>
public static class Cursor
{
    public static string Of(params string[] keys) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(keys));

    public static string[] Read(string cursor, int length)
    {
        try
        {
            var keys = JsonSerializer.Deserialize<string[]>(Base64Url.DecodeFromChars(cursor));
            if (keys?.Length == length && Array.TrueForAll(keys, key => key is not null)) return keys;
        }
        catch (Exception notOurs) when (notOurs is FormatException or JsonException or DecoderFallbackException)
        {
            throw ProblemException.Field("after", "cursor-invalid");
        }

        throw ProblemException.Field("after", "cursor-invalid");
    }
}

public static class Lists
{
    /// <summary>Answers <c>?count=true</c>.</summary>
    public static void TotalCount(this HttpResponse response, long total) =>
        response.Headers["X-Total-Count"] = total.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
