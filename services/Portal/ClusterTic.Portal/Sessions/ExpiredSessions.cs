using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ClusterTic.Portal.Sessions;

/// <summary>Deletes sessions past their end, each hour; several replicas may do so at once.</summary>
sealed partial class ExpiredSessions(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ExpiredSessions> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var now = clock.GetUtcNow();
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<PortalDb>().Sessions
                    .Where(session => session.ExpiresAt < now).ExecuteDeleteAsync(stoppingToken);
            }
            catch (NpgsqlException away)
            {
                Postponed(away.Message);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Expired sessions could not be deleted ({Reason}); the next hour tries again")]
    partial void Postponed(string reason);
}
