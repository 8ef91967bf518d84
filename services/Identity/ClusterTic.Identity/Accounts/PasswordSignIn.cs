using Microsoft.AspNetCore.Identity;

namespace ClusterTic.Identity.Accounts;

/// <summary>
/// Signing in by name and password. One answer for a wrong name, a wrong password and a locked account, after the same
/// work, so that nobody learns which accounts exist.
/// </summary>
sealed class PasswordSignIn(UserManager<Account> accounts, SignInManager<Account> signIn, IPasswordHasher<Account> hasher)
{
    static readonly Account nobody = new();
    static string? nobodysHash;

    public async Task<bool> Try(string name, string password)
    {
        var account = await Find(name);
        if (account is null || !account.IsUsable || await accounts.IsLockedOutAsync(account))
        {
            nobodysHash ??= hasher.HashPassword(nobody, "nobody has this password");
            hasher.VerifyHashedPassword(nobody, nobodysHash, password);
            return false;
        }

        var result = await signIn.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true);
        if (!result.Succeeded)
            return false;

        await signIn.SignInAsync(account, isPersistent: false);
        return true;
    }

    public async Task<Account?> Find(string name) =>
        await accounts.FindByNameAsync(name.Trim()) ?? await accounts.FindByEmailAsync(name.Trim());
}
