using ClusterTic.ServiceDefaults.Settings;

namespace ClusterTic.Membership;

static class ClusterDays
{
    /// <summary>The day that it is then where the cluster is.</summary>
    public static DateOnly DayOf(this ClusterOptions cluster, DateTimeOffset at) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, cluster.TimeZoneInfo).DateTime);
}
