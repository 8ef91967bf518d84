using ClusterTic.Membership.Organisations;
using ClusterTic.Messaging.Jobs;
using ClusterTic.ServiceDefaults.Data;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Confirmation;

/// <summary>
/// Withdraws applications whose contact never showed that mails arrive; nobody is written to, since the address may be
/// anybody's. What the team entered needs no confirmation and stays.
/// </summary>
sealed class WithdrawUnconfirmed(MembershipDb db, TimeProvider clock) : IRecurring
{
    public const string Reason = "never-confirmed";

    public const int Days = 30;

    public static string Name => "withdraw-unconfirmed";

    public static TimeSpan Every => TimeSpan.FromHours(6);

    public async Task RunAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var before = now - TimeSpan.FromDays(Days);
        var due = await db.Organisations
            .Where(one => one.Status == OrganisationStatus.Registered && one.EmailConfirmedAt == null && one.RegisteredAt < before
                && db.Confirmations.Any(waiting => waiting.OrganisationId == one.Id))
            .OrderBy(one => one.Id).Select(one => one.Id).Take(1000).ToListAsync(cancel);
        foreach (var id in due)
        {
            db.ChangeTracker.Clear();
            try
            {
                await WithdrawAsync(id, now, cancel);
            }
            catch (DbUpdateConcurrencyException)
            {
                // Its contact, or another replica, has just done something with it: the next run looks again.
            }
        }
    }

    Task<int> WithdrawAsync(Guid id, DateTimeOffset now, CancellationToken cancel) => db.InTransactionAsync(async () =>
    {
        var organisation = await db.Organisations.SingleAsync(one => one.Id == id, cancel);
        if (organisation is not { Status: OrganisationStatus.Registered, EmailConfirmedAt: null }) return 0;
        organisation.Withdraw(Reason, null, "service/membership", now);
        await db.SaveChangesAsync(cancel);
        return await db.Confirmations.Where(one => one.OrganisationId == id).ExecuteDeleteAsync(cancel);
    }, cancel);
}
