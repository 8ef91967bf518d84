using System.Globalization;
using ClusterTic.Identity.Accounts;
using ClusterTic.Identity.Resources;

namespace ClusterTic.Identity.Mail;

/// <summary>The wording of each mail, in the account's language, whatever that of the request is.</summary>
sealed class MailTexts(ClusterName cluster)
{
    public OutgoingMail ResetPassword(Account account, Uri link) => WithName("mail.reset", account, link);

    /// <summary>Without the name, which anybody may have typed who knows the address.</summary>
    public OutgoingMail NewAccount(Account account, Uri link)
    {
        var culture = CultureInfo.GetCultureInfo(account.Language);
        var name = cluster.In(culture);
        return new()
        {
            Recipient = account.Email ?? throw new ArgumentException("The account has no address.", nameof(account)),
            Subject = Texts.In(culture, "mail.register.subject", name),
            Body = Texts.In(culture, "mail.register.body", name, link.AbsoluteUri),
        };
    }

    public OutgoingMail KnownAccount(Account account, Uri link) => WithName("mail.known", account, link);

    OutgoingMail WithName(string key, Account account, Uri link)
    {
        var culture = CultureInfo.GetCultureInfo(account.Language);
        var name = cluster.In(culture);
        return new()
        {
            Recipient = account.Email ?? throw new ArgumentException("The account has no address.", nameof(account)),
            Subject = Texts.In(culture, key + ".subject", name),
            Body = Texts.In(culture, key + ".body", account.Name, name, link.AbsoluteUri),
        };
    }
}
