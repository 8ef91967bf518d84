using ClusterTic.Membership.Competences;
using ClusterTic.Membership.Dues;
using ClusterTic.Membership.Governance;
using ClusterTic.Messaging.Jobs;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.Extensions.Options;

namespace ClusterTic.Membership;

/// <summary>What today is where the cluster is.</summary>
sealed class Today(IOptions<ClusterOptions> cluster, TimeProvider clock)
{
    public DateOnly Day => cluster.Value.DayOf(clock.GetUtcNow());
}

/// <summary>Several times a day, since a replica may be down when it is due; each reminder is marked with its mail.</summary>
sealed class TermReminders(RemindOfTerms remind, MembershipDb db, Today today) : IRecurring
{
    public static string Name => "remind-of-terms";

    public static TimeSpan Every => TimeSpan.FromHours(6);

    public Task RunAsync(CancellationToken cancel) => remind.RunAsync(db, today.Day, cancel);
}

/// <inheritdoc cref="TermReminders"/>
sealed class ExpiryReminders(RemindOfExpiry remind, MembershipDb db, Today today) : IRecurring
{
    public static string Name => "remind-of-expiry";

    public static TimeSpan Every => TimeSpan.FromHours(6);

    public Task RunAsync(CancellationToken cancel) => remind.RunAsync(db, today.Day, cancel);
}

/// <inheritdoc cref="TermReminders"/>
sealed class DuesReminders(RemindOfDues remind, MembershipDb db, Today today) : IRecurring
{
    public static string Name => "remind-of-dues";

    public static TimeSpan Every => TimeSpan.FromHours(6);

    public Task RunAsync(CancellationToken cancel) => remind.RunAsync(db, today.Day, cancel);
}
