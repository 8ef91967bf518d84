using ClusterTic.Identity.Tokens;
using Microsoft.AspNetCore.Identity;
using OpenIddict.Abstractions;

namespace ClusterTic.Identity.Accounts;

/// <summary>
/// Ends everything an account has open: Identity's own cookie (security stamp), refresh tokens and authorizations, and
/// the Portal's sessions, which are told.
/// An access token already given lives on for at most its 15 minutes.
/// </summary>
sealed class SignOutEverywhere(
    UserManager<Account> accounts,
    IOpenIddictTokenManager tokens,
    IOpenIddictAuthorizationManager authorizations,
    LogoutNotices notices)
{
    public async Task For(Account account, CancellationToken cancel)
    {
        // The stamp first: refresh tokens carry it, so from here on none of them is any good.
        (await accounts.UpdateSecurityStampAsync(account)).ThrowIfFailed();
        var subject = account.Id.ToString();
        await authorizations.RevokeBySubjectAsync(subject, cancel);
        await tokens.RevokeBySubjectAsync(subject, cancel);
        notices.Send(account.Id);
    }
}

static class IdentityResults
{
    /// <summary>Codes only: the descriptions name accounts.</summary>
    public static void ThrowIfFailed(this IdentityResult result)
    {
        if (!result.Succeeded)
            throw new InvalidOperationException($"The account was not changed: {string.Join(", ", result.Errors.Select(e => e.Code))}.");
    }
}
