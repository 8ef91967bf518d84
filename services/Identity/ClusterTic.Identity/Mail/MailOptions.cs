namespace ClusterTic.Identity.Mail;

/// <summary>Section <c>Mail</c>. Without a host nothing is sent, and in development the mailbox page shows what waits.</summary>
sealed class MailOptions
{
    public string? Host { get; set; }

    public int Port { get; set; } = 587;

    public string? User { get; set; }

    public string? Password { get; set; }

    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    public string From { get; set; } = "";

    public bool Sends => !string.IsNullOrEmpty(Host);
}

enum MailSecurity
{
    /// <summary>Only for a relay on the same machine or in a test.</summary>
    None,
    StartTls,
    Tls,
}
