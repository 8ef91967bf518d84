using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ClusterTic.Messaging.Mail;

/// <summary>
/// Sends what waits, one at a time. A stop lets the mail at hand be finished; after a kill its lease runs out and it is
/// sent again under the same Message-ID.
/// </summary>
sealed partial class MailSender(MailQueue queue, MailCarrier carrier, MailOptions options, TimeProvider clock, ILogger<MailSender> log) : BackgroundService
{
    static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!carrier.HasWay) return;
        using var timer = new PeriodicTimer(options.Poll, clock);
        try
        {
            do
            {
                try
                {
                    while (!stoppingToken.IsCancellationRequested && await queue.LeaseAsync(clock.GetUtcNow(), stoppingToken) is { } mail)
                        await SendAsync(mail, stoppingToken);
                }
                catch (NpgsqlException away)
                {
                    DatabaseAway(log, away.GetType().Name);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    async Task SendAsync(LeasedMail mail, CancellationToken stopping)
    {
        try
        {
            await carrier.CarryAsync(mail, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await queue.DelayAsync(mail.Id, "stopped", clock.GetUtcNow(), CancellationToken.None); // not sent: the next sender has it at once
            throw;
        }
        catch (Exception failure) when (MailCarrier.MayPass(failure) || MailCarrier.IsFinal(failure))
        {
            var kind = failure is MailKit.Net.Smtp.SmtpCommandException refused ? $"SMTP {(int)refused.StatusCode}" : failure.GetType().Name;
            if (MailCarrier.MayPass(failure) && mail.Attempts < options.Attempts)
            {
                NotSent(log, mail.Id, mail.Attempts, kind);
                await queue.DelayAsync(mail.Id, kind, clock.GetUtcNow() + Pause(mail.Attempts), CancellationToken.None);
            }
            else
            {
                GivenUp(log, mail.Id, mail.Attempts, kind);
                await queue.GiveUpAsync(mail.Id, kind, clock.GetUtcNow(), CancellationToken.None);
            }

            return;
        }

        await queue.RemoveAsync(mail.Id, CancellationToken.None); // also while stopping: it is sent
    }

    TimeSpan Pause(int attempts) =>
        TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, options.RetryPause.TotalSeconds * Math.Pow(2, attempts - 1)));

    [LoggerMessage(LogLevel.Warning, "Mail {Id} was not sent, attempt {Attempts}: {Failure}; it is tried again")]
    static partial void NotSent(ILogger log, Guid id, int attempts, string failure);

    [LoggerMessage(LogLevel.Error, "Mail {Id} was given up after attempt {Attempts}: {Failure}")]
    static partial void GivenUp(ILogger log, Guid id, int attempts, string failure);

    [LoggerMessage(LogLevel.Warning, "The waiting mails cannot be read just now ({Failure})")]
    static partial void DatabaseAway(ILogger log, string failure);
}
