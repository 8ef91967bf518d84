using ClusterTic.Identity.Mail;
using Microsoft.AspNetCore.Identity;

namespace ClusterTic.Identity.Accounts;

/// <summary>
/// Opens an account without any role for whoever asks, to be used once the link that goes to its address has set a
/// password. What the account may do comes from elsewhere, for instance from an invitation to act for an organisation.
/// </summary>
sealed class SelfRegistration(UserManager<Account> accounts, PasswordSignIn signIn, PasswordReset reset, MailQueue mails, MailTexts texts, TimeProvider clock)
{
    /// <summary>Says nothing about whether the account exists; only its address learns that.</summary>
    /// <param name="language">fr or en.</param>
    public async Task Ask(string name, string email, string language, CancellationToken cancel)
    {
        if (await signIn.Find(email) is { } known)
        {
            if (known is { IsUsable: true, Email: not null }) await mails.Enqueue(texts.KnownAccount(known, await reset.Link(known)), cancel);
            return;
        }

        var account = new Account { UserName = email, Email = email, Name = name, Language = language, CreatedAt = clock.GetUtcNow() };
        var opened = await accounts.CreateAsync(account);
        // Asked twice at once: the other one has opened it and written.
        if (opened.Errors.Any(error => error.Code is nameof(IdentityErrorDescriber.DuplicateUserName) or nameof(IdentityErrorDescriber.DuplicateEmail))) return;
        opened.ThrowIfFailed();
        await mails.Enqueue(texts.NewAccount(account, await reset.Link(account)), cancel);
    }
}
