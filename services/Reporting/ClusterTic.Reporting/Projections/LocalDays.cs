namespace ClusterTic.Reporting.Projections;

/// <summary>The installation's calendar: which local day an instant falls on, and where a day begins.</summary>
sealed class LocalDays(TimeZoneInfo zone)
{
    public string ZoneName => zone.Id;

    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    /// <summary>The first instant of a day; where clocks skip midnight, the first instant after the gap.</summary>
    public DateTimeOffset Begin(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(1);
        // Where clocks go back over midnight the day begins with the earlier of the two.
        var offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }
}
