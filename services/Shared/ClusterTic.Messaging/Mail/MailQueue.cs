using ClusterTic.ServiceDefaults.Data;
using Npgsql;

namespace ClusterTic.Messaging.Mail;

/// <summary>A mail that this process has to itself for a while.</summary>
sealed record LeasedMail(Guid Id, string Recipient, string Subject, string Body, DateTimeOffset CreatedAt, int Attempts);

/// <summary>The sender's SQL. A lease is a due time in the future, so a sender that dies only delays its mail.</summary>
sealed class MailQueue(NpgsqlDataSource database, MailOptions options)
{
    /// <summary>The next mail that is due, leased; replicas share the work.</summary>
    public async Task<LeasedMail?> LeaseAsync(DateTimeOffset now, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(
            """
            update mails set due_at = $2, attempts = attempts + 1
            where id = (select id from mails where due_at <= $1 order by due_at, id limit 1 for update skip locked)
            returning id, recipient, subject, body, created_at, attempts
            """);
        command.Parameters.AddWithValue(now);
        command.Parameters.AddWithValue(now + options.Lease);
        await using var row = await command.ExecuteReaderAsync(cancel);
        return await row.ReadAsync(cancel)
            ? new(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetFieldValue<DateTimeOffset>(4), row.GetInt32(5))
            : null;
    }

    public Task RemoveAsync(Guid sent, CancellationToken cancel) => ExecuteAsync("delete from mails where id = $1", cancel, sent);

    public Task DelayAsync(Guid mail, string failure, DateTimeOffset until, CancellationToken cancel) =>
        ExecuteAsync("update mails set due_at = $2, failure = $3 where id = $1", cancel, mail, until, failure);

    public Task GiveUpAsync(Guid mail, string failure, DateTimeOffset now, CancellationToken cancel) =>
        ExecuteAsync("update mails set due_at = null, given_up_at = $2, failure = $3 where id = $1", cancel, mail, now, failure);

    async Task ExecuteAsync(string sql, CancellationToken cancel, params object[] parameters)
    {
        await using var command = database.CreateCommand(sql);
        foreach (var parameter in parameters) command.Parameters.AddWithValue(parameter);
        await command.ExecuteNonQueryAsync(cancel);
    }
}

/// <summary>Forgets mails that were given up long ago: they hold addresses. Needs no mail settings, as a migration has none.</summary>
sealed class ForgetGivenUpMails : IMaintenance
{
    static readonly TimeSpan Keep = TimeSpan.FromDays(30);

    public async Task MaintainAsync(NpgsqlDataSource owner, TimeProvider clock, CancellationToken cancel)
    {
        await using var command = owner.CreateCommand("delete from mails where given_up_at < $1");
        command.Parameters.AddWithValue(clock.GetUtcNow() - Keep);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
