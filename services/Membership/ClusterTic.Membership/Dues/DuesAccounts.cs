using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Dues;

/// <summary>Accounts as they are changed: one at a time, by whoever holds their rows.</summary>
static class DuesAccounts
{
    /// <summary>Tables of which nothing is ever deleted.</summary>
    public const string Ledger = "dues_accounts, dues_calls, dues_payments, dues_allocations, document_counters";

    /// <summary>
    /// The accounts of these organisations, made where there is none, and to nobody else until the transaction ends. Read
    /// only after the lock is held: a statement that waits for a lock sees what was there before it waited. In one
    /// order, and before any number is taken: so nobody waits for somebody who waits for them.
    /// </summary>
    public static async Task<List<DuesAccount>> LockDuesAccountsAsync(this MembershipDb db, IReadOnlyList<Guid> organisations, CancellationToken cancel)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("A lock needs a transaction.");
        var all = organisations.Order().ToArray();
        var ids = all.Select(_ => Guid.CreateVersion7()).ToArray();
        await db.Database.ExecuteSqlAsync(
            $"""
             insert into dues_accounts (id, organisation_id, version)
             select new.id, new.organisation_id, 0 from unnest({ids}, {all}) new (id, organisation_id) order by new.organisation_id
             on conflict (organisation_id) do nothing
             """, cancel);
        await db.Database.ExecuteSqlAsync(
            $"select 1 from dues_accounts where organisation_id = any ({all}) order by organisation_id for update", cancel);
        return await db.DuesAccounts.Whole().Where(account => all.Contains(account.OrganisationId)).ToListAsync(cancel);
    }

    public static async Task<DuesAccount> LockDuesAccountAsync(this MembershipDb db, Guid organisation, CancellationToken cancel) =>
        (await db.LockDuesAccountsAsync([organisation], cancel)).Single();

    /// <summary>With all its calls and payments.</summary>
    public static IQueryable<DuesAccount> Whole(this IQueryable<DuesAccount> accounts) => accounts
        .Include(account => account.Calls)
        .Include(account => account.Payments).ThenInclude(payment => payment.Allocations)
        .AsSplitQuery();

    /// <summary>Plans stay as they are until the transaction ends.</summary>
    public static async Task<List<DuesPlan>> HoldDuesPlansAsync(this MembershipDb db, CancellationToken cancel)
    {
        await db.Database.ExecuteSqlAsync($"lock table dues_plans in share mode", cancel);
        return await db.DuesPlans.AsNoTracking().ToListAsync(cancel);
    }

    /// <summary>What applies to the category and class on the first day of the term: the class's own plan before the category's.</summary>
    public static DuesPlan? For(this IReadOnlyList<DuesPlan> plans, string? category, string smeClass, DuesTerm term) => category is null
        ? null
        : plans.FirstOrDefault(plan => plan.IsFor(category, smeClass, term.From)) ?? plans.FirstOrDefault(plan => plan.IsFor(category, null, term.From));
}
