using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Messaging.Mail;

public static class ForgetMails
{
    /// <summary>Takes away what waits for an address, also what was given up, in the transaction that is open.</summary>
    public static Task<int> ForgetMailsAsync(this ServiceDb db, string address, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"delete from mails where lower(recipient) = lower({address})", cancel);
}
