using ClusterTic.ServiceDefaults.Settings;
using Microsoft.Extensions.Options;

namespace ClusterTic.Membership.Dues;

/// <summary>Days as the installation counts them: what is due, late or paid is so by the calendar on its wall.</summary>
sealed class DuesDays(IOptions<ClusterOptions> cluster, TimeProvider clock)
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
