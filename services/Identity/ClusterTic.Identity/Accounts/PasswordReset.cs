using System.Text;
using ClusterTic.Identity.Mail;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace ClusterTic.Identity.Accounts;

/// <summary>A link by mail that sets a new password once.</summary>
sealed class PasswordReset(
    UserManager<Account> accounts,
    PasswordSignIn signIn,
    SignOutEverywhere signOut,
    MailQueue mails,
    MailTexts texts,
    IOptions<IssuerOptions> issuer)
{
    /// <summary>Says nothing about whether the account exists.</summary>
    public async Task Ask(string name, CancellationToken cancel)
    {
        if (await signIn.Find(name) is { IsUsable: true, Email: not null } account)
            await mails.Enqueue(texts.ResetPassword(account, await Link(account)), cancel);
    }

    /// <summary>Good once, since using it changes the security stamp that it is made from.</summary>
    public async Task<Uri> Link(Account account)
    {
        var token = await accounts.GeneratePasswordResetTokenAsync(account);
        var code = WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(token));
        return issuer.Value.Page($"account/reset?account={account.Id}&code={code}");
    }

    /// <returns>The codes of what is wrong; none when the password is set.</returns>
    public async Task<IReadOnlyList<string>> Set(Guid id, string code, string password, CancellationToken cancel)
    {
        if (await accounts.FindByIdAsync(id.ToString()) is not { IsUsable: true } account || Decode(code) is not { } token)
            return [nameof(IdentityErrorDescriber.InvalidToken)];

        var result = await accounts.ResetPasswordAsync(account, token, password);
        if (!result.Succeeded)
            return [.. result.Errors.Select(error => error.Code)];

        (await accounts.SetLockoutEndDateAsync(account, null)).ThrowIfFailed();
        (await accounts.ResetAccessFailedCountAsync(account)).ThrowIfFailed();
        if (!account.EmailConfirmed && account.Email is not null)
        {
            account.EmailConfirmed = true;   // the link came by that address
            (await accounts.UpdateAsync(account)).ThrowIfFailed();
        }

        await signOut.For(account, cancel);
        return [];
    }

    static string? Decode(string code)
    {
        try
        {
            return Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(code));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
