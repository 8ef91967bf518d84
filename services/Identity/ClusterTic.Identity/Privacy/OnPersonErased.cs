using ClusterTic.Identity.Tokens;
using ClusterTic.Membership;
using ClusterTic.Messaging;
using ClusterTic.Messaging.Outbox;
using ClusterTic.Messaging.Parked;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Identity.Privacy;

/// <summary>
/// Empties the account of somebody whom Membership has erased, found by the address, ends all that it has open and takes it
/// out of use. An account with a role belongs to the cluster's work, not to the person's membership: it is left to whoever
/// gave it, and the confirmation says so.
/// </summary>
sealed class OnPersonErased(MessagesDb db, LogoutNotices notices, TimeProvider clock) : IHandle<PersonErased>
{
    const string KeptForRole = "account-with-role";

    public async Task Handle(PersonErased fact, CancellationToken cancel)
    {
        var (now, person) = (clock.GetUtcNow(), fact.Person.Id);
        var counts = new List<ErasedCount> { new("parked", await db.ForgetParkedAsync(person, now, cancel)) };
        var address = fact.Email.Normalize().ToUpperInvariant(); // as Identity keeps it
        // Held until the end, so that no role is given in between.
        var found = await db.Database.SqlQuery<Found>(
            $"""
             select id, exists (select from account_roles where user_id = accounts.id) as has_role
             from accounts where normalized_email = {address} or normalized_user_name = {address} for update
             """).ToListAsync(cancel);
        foreach (var account in found.Where(one => !one.HasRole)) counts.AddRange(await EmptyAsync(account.Id, now, cancel));
        if (found.TrueForAll(one => !one.HasRole))
            counts.Add(new("mails", await db.Database.ExecuteSqlAsync($"delete from mails where lower(recipient) = lower({fact.Email})", cancel)));

        db.AddFact(ErasureConfirmed.By(
            "identity", fact.ErasureId, person, now, [.. counts.Where(one => one.Count > 0)], found.Exists(one => one.HasRole) ? KeptForRole : null));
    }

    async Task<IReadOnlyList<ErasedCount>> EmptyAsync(Guid account, DateTimeOffset now, CancellationToken cancel)
    {
        var (subject, stamp) = (account.ToString(), Guid.CreateVersion7(now).ToString("n"));
        // The new stamp ends Identity's own cookie; who is signed in at the Portal is told below.
        await db.Database.ExecuteSqlAsync(
            $"""
             update accounts set name = '—', email = null, normalized_email = null, user_name = {subject}, normalized_user_name = upper({subject}),
               password_hash = null, phone_number = null, security_stamp = {stamp}, concurrency_stamp = {stamp}, disabled_at = coalesce(disabled_at, {now})
             where id = {account}
             """, cancel);
        var extras = await db.Database.ExecuteSqlAsync(
            $"""
             with claims as (delete from account_claims where user_id = {account}), logins as (delete from account_logins where user_id = {account})
             delete from account_tokens where user_id = {account}
             """, cancel);
        // Deleted, not revoked: they hold the name, and what is not there cannot be used either.
        var tokens = await db.Database.ExecuteSqlAsync($"delete from tokens where subject = {subject}", cancel);
        var authorizations = await db.Database.ExecuteSqlAsync($"delete from authorizations where subject = {subject}", cancel);
        notices.Send(account); // before the commit: should that fail, somebody signs in once more for nothing
        return [new("accounts", 1), new("tokens", tokens + extras), new("authorizations", authorizations)];
    }

    sealed record Found(Guid Id, bool HasRole);
}
