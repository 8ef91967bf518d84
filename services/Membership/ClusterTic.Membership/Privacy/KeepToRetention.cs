using ClusterTic.Messaging.Jobs;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Http;

namespace ClusterTic.Membership.Privacy;

/// <summary>Orders the erasure of people who are past their term, and empties notes that are.</summary>
sealed partial class KeepToRetention(MembershipDb db, Retention retention, OrderErasure order, ILogger<KeepToRetention> log) : IRecurring
{
    /// <summary>Each is a mail and messages to every service; a wrong rule shall be noticed before it has emptied the database.</summary>
    public const int MostPeople = 100;

    public static string Name => "keep-to-retention";

    public static TimeSpan Every => TimeSpan.FromHours(24);

    public async Task RunAsync(CancellationToken cancel)
    {
        foreach (var person in await retention.DuePeopleAsync(MostPeople, cancel))
        {
            db.ChangeTracker.Clear();
            try
            {
                await db.InTransactionAsync(() => order.ForAsync(person, Erasure.Retention, "service/membership", null, cancel), cancel);
            }
            catch (RuleBrokenException tied)
            {
                StillTied(log, person, tied.Code); // tied again since the list was read: the next run sees it
            }
        }

        await retention.EmptyNotesAsync(cancel);
    }

    [LoggerMessage(LogLevel.Information, "Person {Person} is kept: {Rule}")]
    static partial void StillTied(ILogger log, Guid person, string rule);
}
