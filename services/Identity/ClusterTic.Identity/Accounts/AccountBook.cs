using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Identity.Accounts;

/// <summary>Opens accounts, gives them roles, takes them out of use and back in.</summary>
sealed class AccountBook(UserManager<Account> accounts, SignOutEverywhere signOut, TimeProvider clock)
{
    /// <summary>An account without a password, to be set by a link; an account that is there gets the roles in addition.</summary>
    public async Task<Account> Open(string email, IReadOnlyList<string> roles)
    {
        var account = await accounts.FindByEmailAsync(email);
        if (account is null)
        {
            account = new Account { UserName = email, Email = email, Name = email[..email.IndexOf('@', StringComparison.Ordinal)], CreatedAt = clock.GetUtcNow() };
            (await accounts.CreateAsync(account)).ThrowIfFailed();
        }

        var missing = roles.Except(await accounts.GetRolesAsync(account)).ToList();
        (await accounts.AddToRolesAsync(account, missing)).ThrowIfFailed();
        return account;
    }

    public async Task SaveDemo(string user, string password, IReadOnlyList<string> roles, CancellationToken cancel)
    {
        var account = await accounts.FindByNameAsync(user);
        if (account is null)
        {
            account = new Account { UserName = user, Email = user.Contains('@') ? user : null, Name = user.Split('@')[0], CreatedAt = clock.GetUtcNow(), IsDemo = true };
            (await accounts.CreateAsync(account)).ThrowIfFailed();
        }
        else if (!account.IsDemo)
        {
            throw new InvalidOperationException("Demo:Accounts names an account that is not the demo's; choose another user name.");
        }

        if (account.DisabledAt is not null)
        {
            account.DisabledAt = null;
            (await accounts.UpdateAsync(account)).ThrowIfFailed();
        }

        if (!await accounts.CheckPasswordAsync(account, password))
        {
            var hadAnother = account.PasswordHash is not null;
            if (hadAnother)
                (await accounts.RemovePasswordAsync(account)).ThrowIfFailed();
            (await accounts.AddPasswordAsync(account, password)).ThrowIfFailed();
            if (hadAnother)
                await signOut.For(account, cancel);
        }

        var has = await accounts.GetRolesAsync(account);
        (await accounts.RemoveFromRolesAsync(account, has.Except(roles))).ThrowIfFailed();
        (await accounts.AddToRolesAsync(account, roles.Except(has))).ThrowIfFailed();
    }

    /// <summary>Takes the demo's accounts out of use but the named ones; what others know them by stays.</summary>
    public async Task DisableDemoBut(IReadOnlyCollection<string> users, CancellationToken cancel)
    {
        var usable = await accounts.Users.Where(account => account.IsDemo && account.DisabledAt == null).ToListAsync(cancel);
        foreach (var account in usable.Where(account => !users.Contains(account.UserName!, StringComparer.OrdinalIgnoreCase)))
        {
            account.DisabledAt = clock.GetUtcNow();
            (await accounts.UpdateAsync(account)).ThrowIfFailed();
            await signOut.For(account, cancel);
        }
    }
}
