namespace ClusterTic.Identity.Mail;

/// <summary>Mails go into the database first: the page answers at once, and a mail server that is away loses none.</summary>
sealed class MailQueue(IdentityDb db, MailSignal signal, TimeProvider clock)
{
    public async Task Enqueue(OutgoingMail mail, CancellationToken cancel)
    {
        mail.CreatedAt = mail.DueAt = clock.GetUtcNow();
        db.Mails.Add(mail);
        await db.SaveChangesAsync(cancel);
        signal.Wake();
    }
}

/// <summary>Tells this replica's sender that something waits; other replicas' senders find it at their next look.</summary>
sealed class MailSignal : IDisposable
{
    readonly SemaphoreSlim waiting = new(0, 1);

    public void Wake()
    {
        if (waiting.CurrentCount == 0)
        {
            try
            {
                waiting.Release();
            }
            catch (SemaphoreFullException)
            {
                // Somebody else woke it in between, which is all that was wanted.
            }
        }
    }

    public Task<bool> Wait(TimeSpan atMost, CancellationToken cancel) => waiting.WaitAsync(atMost, cancel);

    public void Dispose() => waiting.Dispose();
}
