using System.Globalization;
using ClusterTic.Portal.Layout;

namespace ClusterTic.Portal.Remote;

/// <summary>A report's filters as a page's address holds them. Days are local and inclusive.</summary>
/// <param name="AsOf">Only what Reporting had received by the end of that day.</param>
public sealed record ReportFilter(
    string? From = null, string? To = null, string? AsOf = null, string? Region = null, string? Tier = null, string? Category = null,
    string? After = null)
{
    /// <summary>The filters as a page's query, for links that keep them.</summary>
    public string Query(string? row = null) => RemoteService.Query(
        ("row", row), ("from", From), ("to", To), ("asOf", AsOf), ("region", Region), ("tier", Tier), ("category", Category));

    /// <summary>The filters as the service takes them: there <c>asOf</c> is an instant.</summary>
    public string AtTheService(Reader reader, DateTimeOffset now, params (string Name, string? Value)[] more) => RemoteService.Query(
    [
        .. more, ("from", From), ("to", To), ("asOf", EndOf(AsOf, reader, now)), ("region", Region), ("tier", Tier), ("category", Category),
    ]);

    /// <summary>The end of a local day; nothing where it is still to come, which is no filter at all.</summary>
    static string? EndOf(string? day, Reader reader, DateTimeOffset now)
    {
        // What is no day is passed on as typed: the service says what is wrong with it.
        if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return day;
        if (date >= DateOnly.FromDateTime(reader.Local(now))) return null;
        var next = date.AddDays(1).ToDateTime(TimeOnly.MinValue);
        var end = new DateTimeOffset(next, reader.Cluster.TimeZoneInfo.GetUtcOffset(next)).AddTicks(-1);
        return end.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
    }
}
