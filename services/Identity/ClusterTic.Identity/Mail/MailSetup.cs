namespace ClusterTic.Identity.Mail;

static class MailSetup
{
    public static void AddMail(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<MailOptions>().BindConfiguration("Mail")
            .Validate(mail => mail.Sends || builder.Environment.IsDevelopment(),
                "The setting Mail:Host is missing: without a mail server nobody can reset a password.")
            .Validate(mail => !mail.Sends || MimeKit.MailboxAddress.TryParse(mail.From, out _),
                "The setting Mail:From must be the address that mails are sent from.")
            .ValidateOnStart();
        builder.Services.AddSingleton<MailSignal>();
        builder.Services.AddScoped<MailQueue>();
        builder.Services.AddSingleton<MailTexts>();
        builder.Services.AddHostedService<MailSender>();
    }
}
