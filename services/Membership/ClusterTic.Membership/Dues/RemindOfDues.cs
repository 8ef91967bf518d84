using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Data;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Dues;

/// <summary>
/// Reminds contacts of calls that are late: a week after the due day, then every thirty days, three times at most. The
/// reminder is on the call if, and only if, its mail is sent; who has left is not written to any more.
/// </summary>
sealed class RemindOfDues(DuesMails mails) : IReminder
{
    public static string Name => "remind-of-dues";

    const int Batch = 200;

    public async Task RunAsync(MembershipDb db, DateOnly today, CancellationToken cancel)
    {
        for (var last = Guid.Empty; ;)
        {
            var organisations = await Due(db, today).Where(id => id > last).OrderBy(id => id).Take(Batch).ToListAsync(cancel);
            if (organisations.Count == 0) return;
            foreach (var organisation in organisations) await RemindAsync(db, organisation, today, cancel);
            last = organisations[^1];
        }
    }

    static IQueryable<Guid> Due(MembershipDb db, DateOnly today) => (
        from call in db.DuesCalls
        where call.CancelledAt == null && call.Paid < call.Amount && call.RemindOn != null && call.RemindOn <= today
        join organisation in db.Organisations on call.OrganisationId equals organisation.Id
        where organisation.Status == OrganisationStatus.Member || organisation.Status == OrganisationStatus.Suspended
        select organisation.Id).Distinct();

    /// <summary>One organisation, one transaction; whatever was paid, cancelled or reminded of meanwhile is seen under the lock.</summary>
    async Task RemindAsync(MembershipDb db, Guid id, DateOnly today, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        await db.InTransactionAsync(async () =>
        {
            var account = await db.LockDuesAccountAsync(id, cancel);
            var organisation = await db.Organisations.AsNoTracking().Include(one => one.Contact).SingleAsync(one => one.Id == id, cancel);
            foreach (var call in account.Calls.Where(call => call.IsToRemind(today)).OrderBy(call => call.DueOn))
            {
                call.Remind(today);
                mails.AddReminder(db, organisation, call);
            }

            return await db.SaveChangesAsync(cancel);
        }, cancel);
    }
}
