using ClusterTic.Messaging.Jobs;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Directory;

/// <summary>
/// Tells the others of each day's visits once it is over. The last two days are looked at again: a visit of midnight may
/// be written down after it.
/// </summary>
sealed class CountVisits(MembershipDb db, ClusterCalendar calendar) : IRecurring
{
    const int LookedAtAgain = 2;

    public static string Name => "count-visits";

    public static TimeSpan Every => TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken cancel)
    {
        var again = calendar.Today.AddDays(-LookedAtAgain);
        var days = await db.Views.Where(one => one.Day < calendar.Today && (one.Day >= again || !db.VisitDays.Any(told => told.Day == one.Day)))
            .Select(one => one.Day).Distinct().Order().ToListAsync(cancel);
        foreach (var day in days)
        {
            var counted = await db.Views.Where(one => one.Day == day)
                .GroupBy(one => new { one.Page, one.Country })
                .Select(group => new { group.Key.Page, group.Key.Country, Visits = group.Sum(one => (long)one.Views) })
                .OrderBy(one => one.Page).ThenBy(one => one.Country).ToListAsync(cancel);
            if (await db.VisitDays.SingleOrDefaultAsync(one => one.Day == day, cancel) is not { } told) db.VisitDays.Add(told = VisitDay.Of(day));
            told.Take([.. counted.Select(one => new VisitCount(one.Page, one.Country.Length > 0 ? one.Country : null, one.Visits))], calendar.Now);
            await db.SaveChangesAsync(cancel);
        }
    }
}
