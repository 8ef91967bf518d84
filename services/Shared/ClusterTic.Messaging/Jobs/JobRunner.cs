using System.Diagnostics;
using ClusterTic.ServiceDefaults.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ClusterTic.Messaging.Jobs;

/// <summary>
/// Runs what is due, one job at a time. A database that is away is waited for without limit; what a job itself causes is
/// tried a few times and then said to have failed. A stop gives the job back, to be gone on with from its checkpoint.
/// </summary>
sealed partial class JobRunner(
    JobQueue queue, JobOptions options, IEnumerable<JobKind> kinds, IEnumerable<RecurringKind> recurring, IServiceScopeFactory scopes,
    TimeProvider clock, ILogger<JobRunner> log) : BackgroundService
{
    readonly Dictionary<string, Type> handlers = kinds.ToDictionary(kind => kind.Kind, kind => kind.Handler, StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Poll, clock);
        try
        {
            do
            {
                try
                {
                    while (!stoppingToken.IsCancellationRequested && await queue.LeaseAsync(stoppingToken) is { } job)
                        await RunAsync(job, stoppingToken);
                    foreach (var work in recurring)
                        if (await queue.LeaseRecurringAsync(work.Name, stoppingToken)) await RecurAsync(work, stoppingToken);
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

    async Task RunAsync(LeasedJob job, CancellationToken stopping)
    {
        var run = job.Run;
        if (!handlers.TryGetValue(job.Kind, out var handler))
        {
            await queue.EndAsync(run, JobStatus.Failed, "job-unknown");
            return;
        }

        JobRun.Current = run;
        try
        {
            await Traces.Start("job " + job.Kind, ActivityKind.Consumer, job.TraceParent).DoAsync(async () =>
            {
                await using var scope = scopes.CreateAsyncScope();
                await ((IJobHandler)ActivatorUtilities.CreateInstance(scope.ServiceProvider, handler)).RunAsync(run, stopping);
            });
            await queue.EndAsync(run, JobStatus.Done, null);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await queue.ReleaseAsync(run, TimeSpan.Zero, null);
            throw;
        }
        catch (JobStoppedException stopped)
        {
            if (stopped.WasCancelled) await queue.EndAsync(run, JobStatus.Cancelled, null);
            else LeaseLost(log, run.Id);
        }
        catch (ProblemException refused)
        {
            await queue.EndAsync(run, JobStatus.Failed, refused.Code);
        }
        catch (Exception away) when (Inbox.Faults.IsInfrastructure(away))
        {
            TriedAgain(log, run.Id, job.Attempts, Kind(away));
            await queue.ReleaseAsync(run, options.RetryPause, Kind(away));
        }
        catch (Exception failure) when (job.Attempts < options.Attempts)
        {
            TriedAgain(log, run.Id, job.Attempts, Kind(failure));
            await queue.ReleaseAsync(run, options.RetryPause, Kind(failure));
        }
        catch (Exception failure) when (job.Attempts >= options.Attempts)
        {
            GivenUp(log, run.Id, job.Kind, job.Attempts, Kind(failure), failure.StackTrace);
            await queue.EndAsync(run, JobStatus.Failed, Kind(failure));
        }
        finally
        {
            JobRun.Current = null;
        }
    }

    async Task RecurAsync(RecurringKind work, CancellationToken stopping)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await ((IRecurring)scope.ServiceProvider.GetRequiredService(work.Type)).RunAsync(stopping);
            await queue.DoneRecurringAsync(work.Name, work.Every, null);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await queue.DoneRecurringAsync(work.Name, TimeSpan.Zero, "stopped");
            throw;
        }
        catch (Exception failure) when (failure is not NpgsqlException { IsTransient: true })
        {
            NotDone(log, work.Name, Kind(failure), failure.StackTrace);
            await queue.DoneRecurringAsync(work.Name, options.RetryPause, Kind(failure));
        }
    }

    /// <summary>Only the kind: a message may hold somebody's data.</summary>
    static string Kind(Exception failure) => failure switch
    {
        PostgresException postgres => $"PostgreSQL {postgres.SqlState}",
        { InnerException: PostgresException postgres } => $"PostgreSQL {postgres.SqlState}",
        _ => failure.GetType().Name,
    };

    [LoggerMessage(LogLevel.Warning, "Job {Id} failed in attempt {Attempts} ({Failure}); it goes on from its checkpoint")]
    static partial void TriedAgain(ILogger log, Guid id, int attempts, string failure);

    [LoggerMessage(LogLevel.Error, "Job {Id} ({Kind}) was given up after attempt {Attempts}: {Failure}\n{Where}")]
    static partial void GivenUp(ILogger log, Guid id, string kind, int attempts, string failure, string? where);

    [LoggerMessage(LogLevel.Warning, "Job {Id} was taken over by another replica")]
    static partial void LeaseLost(ILogger log, Guid id);

    [LoggerMessage(LogLevel.Error, "Recurring work {Name} failed ({Failure}); it is tried again soon\n{Where}")]
    static partial void NotDone(ILogger log, string name, string failure, string? where);

    [LoggerMessage(LogLevel.Warning, "Waiting jobs cannot be read just now ({Failure})")]
    static partial void DatabaseAway(ILogger log, string failure);
}
