using Microsoft.EntityFrameworkCore;
using OpenIddict.EntityFrameworkCore.Models;

namespace ClusterTic.Identity.Accounts;

/// <summary>
/// Accounts that somebody asked for and never set a password for: nobody can sign in with them, and the address may not
/// even be the asker's. An account with a role was opened by the team, which may still be waiting for its owner.
/// </summary>
sealed class UnusedAccounts(IdentityDb db, TimeProvider clock)
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <returns>How many were removed.</returns>
    public Task<int> RemoveAsync(CancellationToken cancel)
    {
        var asked = clock.GetUtcNow() - Kept;
        return db.Users
            .Where(account => account.PasswordHash == null && account.Email != null && !account.IsDemo && account.CreatedAt < asked
                && !db.UserRoles.Any(role => role.UserId == account.Id) && !db.UserLogins.Any(login => login.UserId == account.Id)
                && !db.Set<OpenIddictEntityFrameworkCoreAuthorization<Guid>>().Any(one => one.Subject == account.Id.ToString())
                && !db.Mails.Any(mail => mail.Recipient == account.Email)) // its link is still on the way
            .ExecuteDeleteAsync(cancel);
    }
}
