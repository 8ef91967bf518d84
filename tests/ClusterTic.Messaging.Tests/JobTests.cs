using ClusterTic.Messaging.Jobs;
using ClusterTic.Messaging.Tests.Probe;
using ClusterTic.Testing;
using ClusterTic.Testing.Servers;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Messaging.Tests;

/// <summary>Long work that survives whoever does it.</summary>
public sealed class JobTests(ServersFixture servers)
{
    [Fact]
    public async Task A_job_that_fails_between_two_steps_goes_on_behind_the_last_one_and_does_nothing_twice()
    {
        await using var probe = await ProbeService.StartAsync(servers, listens: false, ("Jobs:RetryPause", "00:00:00.020"));
        var begun = 0;
        probe.CountingMishap.Before = step => step == 3 && Interlocked.Increment(ref begun) == 1 ? throw new InvalidDataException() : Task.CompletedTask;
        var job = await StartAsync(probe, new Counting(5));
        var ended = await EndedAsync(probe, job);
        Assert.Equal((JobStatus.Done, 5L, 5L), (ended.Status, ended.Done, ended.Total));
        Assert.Equal(2, begun); // the third step, once in vain
        Assert.Equal([1, 2, 3, 4, 5], await StepsAsync(probe, job));
    }

    [Fact]
    public async Task A_job_whose_runner_falls_silent_is_taken_over_and_the_first_can_change_nothing_more()
    {
        await using var probe = await ProbeService.StartAsync(servers, listens: false, ("Jobs:Lease", "00:00:00.500"));
        var stuck = new TaskCompletionSource();
        probe.CountingMishap.Before = step => step == 2 ? stuck.Task : Task.CompletedTask;
        var job = await StartAsync(probe, new Counting(3));
        await Eventually.HoldsAsync(async () => (await FindAsync(probe, job)).Done == 1, "the first step");

        await using var replica = await probe.StartReplicaAsync(listens: false, ("Jobs:Lease", "00:00:30"));
        Assert.Equal(JobStatus.Done, (await EndedAsync(probe, job)).Status);
        stuck.SetResult();
        await probe.CountingMishap.Ended.Task; // the first runner has found out
        Assert.Equal([1, 2, 3], await StepsAsync(probe, job));
        Assert.Equal(JobStatus.Done, (await FindAsync(probe, job)).Status);
    }

    [Fact]
    public async Task A_job_is_cancelled_at_its_next_step()
    {
        await using var probe = await ProbeService.StartAsync(servers, listens: false);
        var at = new TaskCompletionSource();
        var on = new TaskCompletionSource();
        probe.CountingMishap.Before = async step =>
        {
            if (step != 2) return;
            at.SetResult();
            await on.Task;
        };
        var job = await StartAsync(probe, new Counting(5));
        await at.Task;
        Assert.True(await probe.InDbAsync(db => db.CancelJobAsync(job, TimeProvider.System.GetUtcNow(), CancellationToken.None)));
        on.SetResult();
        Assert.Equal(JobStatus.Cancelled, (await EndedAsync(probe, job)).Status);
        Assert.Equal([1], await StepsAsync(probe, job));
        Assert.False(await probe.InDbAsync(db => db.CancelJobAsync(job, TimeProvider.System.GetUtcNow(), CancellationToken.None)));
    }

    [Fact]
    public async Task A_job_that_nothing_helps_is_given_up_with_its_reason()
    {
        await using var probe = await ProbeService.StartAsync(servers, listens: false, ("Jobs:RetryPause", "00:00:00.010"), ("Jobs:Attempts", "2"));
        probe.CountingMishap.Before = _ => throw new InvalidDataException("with somebody's name");
        var ended = await EndedAsync(probe, await StartAsync(probe, new Counting(1)));
        Assert.Equal((JobStatus.Failed, nameof(InvalidDataException), 2), (ended.Status, ended.Failure, ended.Attempts));
    }

    [Fact]
    public async Task Recurring_work_is_done_by_one_replica_and_again_when_it_is_due()
    {
        await using var probe = await ProbeService.StartAsync(servers, listens: false);
        await using var replica = await probe.StartReplicaAsync(listens: false);
        async Task<int> RunsAsync() => (await StepsAsync(probe, Guid.Empty)).Count;
        await Eventually.HoldsAsync(async () => await RunsAsync() == 1, "the first run");
        Assert.Equal(1, await RunsAsync());
        await probe.InDbAsync(db => db.Database.ExecuteSqlAsync($"update recurring set due_at = now()"));
        await Eventually.HoldsAsync(async () => await RunsAsync() == 2, "the second run");
    }

    static Task<Guid> StartAsync(ProbeService probe, Counting argument) => probe.InDbAsync(async db =>
    {
        var job = db.AddJob("counting", argument, "somebody", null, TimeProvider.System.GetUtcNow());
        await db.SaveChangesAsync();
        return job.Id;
    });

    static Task<Job> FindAsync(ProbeService probe, Guid job) => probe.InDbAsync(db => db.Set<Job>().AsNoTracking().SingleAsync(one => one.Id == job));

    static Task<Job> EndedAsync(ProbeService probe, Guid job) =>
        Eventually.GetAsync(() => FindAsync(probe, job), one => one.Status is not (JobStatus.Waiting or JobStatus.Running), "the job to end");

    static Task<List<int>> StepsAsync(ProbeService probe, Guid job) =>
        probe.InDbAsync(db => db.Steps.Where(step => step.Job == job).OrderBy(step => step.Number).Select(step => step.Number).ToListAsync());
}
