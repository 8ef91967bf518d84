using ClusterTic.Messaging;
using ClusterTic.ServiceDefaults.Data;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Directory;

/// <summary>What the others were told of a day's visits.</summary>
sealed class VisitDay : Aggregate<VisitDayState>
{
    VisitDay()
    {
    }

    public DateOnly Day { get; private init; }

    /// <summary>In the order of page and country.</summary>
    public List<VisitCount> Visits { get; private set; } = [];

    public static VisitDay Of(DateOnly day) => new() { Day = day };

    /// <summary>Tells the others only what they do not know yet.</summary>
    public void Take(IReadOnlyList<VisitCount> visits, DateTimeOffset at)
    {
        if (Visits.SequenceEqual(visits)) return;
        Visits = [.. visits];
        Raise(state => new VisitsCounted(state, at));
    }

    public override VisitDayState ToState() => new(Id, Version, Day, Visits);

    public static void Map(ModelBuilder model) => model.Entity<VisitDay>(day =>
    {
        day.ToTable("visit_days");
        day.Property(one => one.Visits).HasJson();
        day.HasIndex(one => one.Day).IsUnique();
    });
}
