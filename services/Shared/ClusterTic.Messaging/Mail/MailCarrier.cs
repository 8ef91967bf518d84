using System.Net.Sockets;
using ClusterTic.ServiceDefaults.Settings;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace ClusterTic.Messaging.Mail;

/// <summary>Hands one mail to the server, or writes it where a developer can read it.</summary>
sealed class MailCarrier(MailOptions options, IOptions<ClusterOptions> cluster)
{
    const int PatienceMs = 20_000;

    public bool HasWay => options.Sends || !string.IsNullOrEmpty(options.Folder);

    /// <summary>What may be different at the next attempt.</summary>
    public static bool MayPass(Exception failure) => failure is IOException or SocketException or TimeoutException or ProtocolException
        or AuthenticationException or SslHandshakeException or SmtpCommandException { StatusCode: < SmtpStatusCode.SyntaxError };

    /// <summary>What will be the same at every attempt: no such recipient, no such address.</summary>
    public static bool IsFinal(Exception failure) => failure is ParseException or CommandException;

    public async Task CarryAsync(LeasedMail mail, CancellationToken cancel)
    {
        using var message = Message(mail);
        if (options.Sends) await SendAsync(message, cancel);
        else await WriteAsync(mail, message, cancel);
    }

    MimeMessage Message(LeasedMail mail)
    {
        var from = options.From.Length > 0 ? MailboxAddress.Parse(options.From) : new MailboxAddress("", $"no-reply@{cluster.Value.Id}.invalid");
        var message = new MimeMessage
        {
            Subject = mail.Subject,
            Body = new TextPart("plain") { Text = mail.Body },
            Date = mail.CreatedAt,
            MessageId = $"{mail.Id:N}@{from.Domain}",
        };
        message.From.Add(from);
        message.To.Add(MailboxAddress.Parse(mail.Recipient));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    async Task SendAsync(MimeMessage message, CancellationToken cancel)
    {
        using var client = new SmtpClient { Timeout = PatienceMs };
        await client.ConnectAsync(options.Host!, options.Port, options.Security switch
        {
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            MailSecurity.StartTls => SecureSocketOptions.StartTls,
            _ => SecureSocketOptions.None,
        }, cancel);
        if (!string.IsNullOrEmpty(options.User)) await client.AuthenticateAsync(options.User, options.Password ?? "", cancel);
        // From here on the server may have taken it, whatever becomes of the answer: a stop waits for that.
        await client.SendAsync(message, CancellationToken.None);
        client.Dispose(); // without the farewell, whose failure would look like one of the mail
    }

    /// <summary>One mail, one file: written again after a crash, it is the same file.</summary>
    async Task WriteAsync(LeasedMail mail, MimeMessage message, CancellationToken cancel)
    {
        System.IO.Directory.CreateDirectory(options.Folder!);
        var path = Path.Combine(options.Folder!, $"{mail.Id:N}.eml");
        await using (var file = File.Create(path + ".part")) await message.WriteToAsync(file, cancel);
        File.Move(path + ".part", path, overwrite: true);
    }
}
