using ClusterTic.Messaging.Jobs;

namespace ClusterTic.Membership;

/// <summary>Writes to whoever must know that something comes to its end. What was written is marked in the mail's transaction.</summary>
interface IReminder
{
    /// <summary>Kebab case.</summary>
    static abstract string Name { get; }

    Task RunAsync(MembershipDb db, DateOnly today, CancellationToken cancel);
}

/// <summary>Reminds several times a day, since a replica may be down when it is due.</summary>
sealed class Reminding<TReminder>(TReminder reminder, MembershipDb db, ClusterCalendar calendar) : IRecurring where TReminder : IReminder
{
    public static string Name => TReminder.Name;

    public static TimeSpan Every => TimeSpan.FromHours(6);

    public Task RunAsync(CancellationToken cancel) => reminder.RunAsync(db, calendar.Today, cancel);
}
