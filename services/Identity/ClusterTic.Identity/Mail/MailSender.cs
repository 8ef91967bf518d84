using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MimeKit;

namespace ClusterTic.Identity.Mail;

/// <summary>Sends what waits, one mail per transaction; several replicas share the work by row locks.</summary>
sealed partial class MailSender(
    IServiceScopeFactory scopes, MailSignal signal, IOptions<MailOptions> options, TimeProvider clock, ILogger<MailSender> log)
    : BackgroundService
{
    static readonly TimeSpan look = TimeSpan.FromSeconds(10);
    static readonly TimeSpan longestDelay = TimeSpan.FromHours(1);
    const int mostAttempts = 32;   // about a day, as long as the link in it is good

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Sends)
            return;

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await SendOne(stoppingToken))
                {
                }
            }
            catch (Exception error) when (error is Npgsql.NpgsqlException or InvalidOperationException or DbUpdateException)
            {
                DatabaseAway(error.GetType().Name);
            }

            await signal.Wait(look, stoppingToken);
        }
    }

    async Task<bool> SendOne(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var now = clock.GetUtcNow();
        var mail = await db.Mails
            .FromSql($"select * from mails where due_at <= {now} order by due_at limit 1 for update skip locked")
            .AsTracking().SingleOrDefaultAsync(cancel);
        if (mail is null)
            return false;

        try
        {
            await Send(mail, cancel);
            db.Mails.Remove(mail);
        }
        catch (Exception error) when (error is IOException or SocketException or TimeoutException or ProtocolException or CommandException
            or AuthenticationException or SslHandshakeException or ParseException)
        {
            mail.Attempts++;
            mail.Failure = error.GetType().Name;
            mail.DueAt = now + TimeSpan.FromSeconds(Math.Min(longestDelay.TotalSeconds, 5 * Math.Pow(2, mail.Attempts)));
            if (mail.Attempts < mostAttempts)
            {
                NotSent(mail.Id, mail.Attempts, mail.Failure);
            }
            else
            {
                GivenUp(mail.Id, mail.Attempts, mail.Failure);
                db.Mails.Remove(mail);
            }
        }

        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    async Task Send(OutgoingMail mail, CancellationToken cancel)
    {
        var smtp = options.Value;
        using var message = new MimeMessage
        {
            Subject = mail.Subject,
            Body = new TextPart("plain") { Text = mail.Body },
        };
        message.From.Add(MailboxAddress.Parse(smtp.From));
        message.To.Add(MailboxAddress.Parse(mail.Recipient));
        message.Headers.Add("Auto-Submitted", "auto-generated");

        using var client = new SmtpClient { Timeout = 20_000 };
        await client.ConnectAsync(smtp.Host!, smtp.Port, smtp.Security switch
        {
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            MailSecurity.StartTls => SecureSocketOptions.StartTls,
            _ => SecureSocketOptions.None,
        }, cancel);
        if (!string.IsNullOrEmpty(smtp.User))
            await client.AuthenticateAsync(smtp.User, smtp.Password ?? "", cancel);
        await client.SendAsync(message, cancel);
        await client.DisconnectAsync(quit: true, cancel);
    }

    [LoggerMessage(LogLevel.Warning, "Mail {Id} was not sent, attempt {Attempts}: {Failure}; it is tried again")]
    partial void NotSent(Guid id, int attempts, string failure);

    [LoggerMessage(LogLevel.Error, "Mail {Id} was given up after {Attempts} attempts: {Failure}; its link is no longer good")]
    partial void GivenUp(Guid id, int attempts, string failure);

    [LoggerMessage(LogLevel.Warning, "The waiting mails could not be read ({Failure}); looking again")]
    partial void DatabaseAway(string failure);
}
