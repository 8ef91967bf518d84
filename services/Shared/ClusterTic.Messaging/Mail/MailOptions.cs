namespace ClusterTic.Messaging.Mail;

/// <summary>Section <c>Mail</c>.</summary>
public sealed class MailOptions
{
    /// <summary>The SMTP server. Without it mails go into <see cref="Folder"/>, which is for development.</summary>
    public string? Host { get; set; }

    public int Port { get; set; } = 587;

    public string? User { get; set; }

    public string? Password { get; set; }

    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>The address that mails are sent from.</summary>
    public string From { get; set; } = "";

    /// <summary>Where mails are written as <c>.eml</c> files while there is no server.</summary>
    public string? Folder { get; set; }

    /// <summary>How often the sender looks.</summary>
    public TimeSpan Poll { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long one sender keeps a mail to itself; one that dies meanwhile lets another have it after that.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>The first pause after a failure; it doubles, up to an hour.</summary>
    public TimeSpan RetryPause { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a mail is tried before it is given up: 32 is about a day.</summary>
    public int Attempts { get; set; } = 32;

    public bool Sends => !string.IsNullOrEmpty(Host);
}

public enum MailSecurity
{
    /// <summary>Only for a relay on the same machine or in a test.</summary>
    None,
    StartTls,
    Tls,
}
