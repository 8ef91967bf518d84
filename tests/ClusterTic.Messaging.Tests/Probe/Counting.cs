using ClusterTic.Messaging.Jobs;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Messaging.Tests.Probe;

sealed record Counting(int Steps);

/// <summary>What a step of the job left behind; nothing but the checkpoint keeps one from being done twice.</summary>
sealed class CountedStep
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid Job { get; init; }
    public required int Number { get; init; }
}

/// <summary>What happens before a step; a test sets it.</summary>
sealed class CountingMishap
{
    public Func<int, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>A run that was held up has ended.</summary>
    public TaskCompletionSource Ended { get; } = new();
}

sealed class CountingJob(ProbeDb db, CountingMishap mishap) : IJobHandler
{
    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        var steps = run.Argument<Counting>().Steps;
        try
        {
            for (var step = run.Checkpoint<int>() + 1; step <= steps; step++)
            {
                await mishap.Before(step);
                await using var transaction = await db.Database.BeginTransactionAsync(cancel);
                db.Steps.Add(new() { Job = run.Id, Number = step });
                await db.SaveChangesAsync(cancel);
                await run.SaveAsync(db, step, step, steps, cancel);
                await transaction.CommitAsync(cancel);
            }
        }
        catch (JobStoppedException)
        {
            mishap.Ended.TrySetResult();
            throw;
        }
    }
}

sealed class DailyStep(ProbeDb db) : IRecurring
{
    public static string Name => "daily-step";

    public static TimeSpan Every => TimeSpan.FromDays(1);

    public async Task RunAsync(CancellationToken cancel)
    {
        db.Steps.Add(new() { Job = Guid.Empty, Number = 1 });
        await db.SaveChangesAsync(cancel);
    }
}
