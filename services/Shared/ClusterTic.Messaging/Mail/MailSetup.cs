using ClusterTic.ServiceDefaults.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using MimeKit;

namespace ClusterTic.Messaging.Mail;

public static class MailSetup
{
    /// <summary>Gives the service's database its table <c>mails</c>; call from OnModelCreating.</summary>
    public static void AddMails(this ModelBuilder model) => OutgoingMail.Map(model);

    /// <summary>Lets the service write to people: mails wait in its database and are sent from there.</summary>
    public static void AddMails(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<MailOptions>().BindConfiguration("Mail")
            .Validate(mail => mail.Sends || builder.Environment.IsDevelopment(),
                "The setting Mail:Host is missing: without a mail server nobody learns what was decided.")
            .Validate(mail => !mail.Sends || MailboxAddress.TryParse(mail.From, out _),
                "The setting Mail:From must be the address that mails are sent from.")
            .ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<MailOptions>>().Value);
        services.AddSingleton<MailTexts>();
        services.AddSingleton<MailCarrier>();
        services.AddSingleton<MailQueue>();
        services.AddSingleton<IMaintenance, ForgetGivenUpMails>();
        services.AddHostedService<MailSender>();
    }

    /// <summary>Adds a mail to what the next SaveChanges writes: it is sent if, and only if, that is committed.</summary>
    public static void AddMail(this ServiceDb db, string recipient, (string Subject, string Body) text, DateTimeOffset now) =>
        db.Set<OutgoingMail>().Add(new OutgoingMail { Recipient = recipient, Subject = text.Subject, Body = text.Body, CreatedAt = now, DueAt = now });
}
