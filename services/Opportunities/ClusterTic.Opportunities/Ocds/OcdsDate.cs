using System.Globalization;

namespace ClusterTic.Opportunities.Ocds;

/// <summary>Reads dates as publishers write them. Without a time zone they are taken as UTC, without a time as midnight.</summary>
static class OcdsDate
{
    /// <summary>Nothing before was published as open contracting, so what lies before is a slip of the pen (year 1, 1900, 1970).</summary>
    public static readonly DateTimeOffset Earliest = new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static readonly DateTimeOffset Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    static readonly string[] others =
    [
        "d/M/yyyy", "d/M/yyyy H:m", "d/M/yyyy H:m:s", "d-M-yyyy", "d-M-yyyy H:m", "d.M.yyyy", "d.M.yyyy H:m", "yyyy/M/d", "yyyy/M/d H:m:s", "yyyyMMdd",
        "yyyyMMddTHHmmssZ", "yyyy-M-d", "yyyy-MM-dd HH:mm 'UTC'", "yyyy-MM-dd HH:mm:ss 'UTC'",
    ];

    public static bool TryRead(string text, out DateTimeOffset date)
    {
        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces;
        // Only text that begins with a year may be read by the general rules, which else take 03/04 for the fourth of March.
        var iso = text.Length >= 8 && text.AsSpan(0, 4).IndexOfAnyExceptInRange('0', '9') < 0 && text[4] is '-';
        var read = (iso && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, styles, out date))
            || DateTimeOffset.TryParseExact(text, others, CultureInfo.InvariantCulture, styles, out date);
        if (!read) date = default;
        return read && date >= Earliest && date < Latest;
    }
}
