using System.Globalization;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.Extensions.Options;

namespace ClusterTic.Membership;

/// <summary>Days as the installation counts them: what is due, late or over is so by the calendar on its wall.</summary>
sealed class ClusterCalendar(IOptions<ClusterOptions> cluster, TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public DateOnly Today => cluster.Value.DayOf(Now);

    /// <summary>When a day begins, in UTC.</summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, cluster.Value.TimeZoneInfo.GetUtcOffset(local)).ToUniversalTime();
    }
}

static class ClusterDays
{
    /// <summary>The day that it is then where the cluster is.</summary>
    public static DateOnly DayOf(this ClusterOptions cluster, DateTimeOffset at) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, cluster.TimeZoneInfo).DateTime);

    /// <summary>A day as mails and documents write it, whatever the process's own culture is.</summary>
    public static string InWords(this DateOnly day, string language) => language.StartsWith("en", StringComparison.OrdinalIgnoreCase)
        ? day.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("en-GB"))
        : day.ToString(day.Day == 1 ? "'1er 'MMMM yyyy" : "d MMMM yyyy", CultureInfo.GetCultureInfo("fr-FR"));
}
