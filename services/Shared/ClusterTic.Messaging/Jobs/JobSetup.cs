using System.Diagnostics;
using System.Text.Json;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ClusterTic.Messaging.Jobs;

public static class JobSetup
{
    /// <summary>Gives the service's database its tables <c>jobs</c> and <c>recurring</c>; call from OnModelCreating.</summary>
    public static void AddJobs(this ModelBuilder model)
    {
        Job.Map(model);
        Recurring.Map(model);
    }

    /// <summary>Lets the service do long and recurring work beside its requests.</summary>
    public static WebApplicationBuilder AddJobs(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<JobOptions>().BindConfiguration("Jobs");
        builder.Services.AddSingleton(provider => provider.GetRequiredService<IOptions<JobOptions>>().Value);
        builder.Services.AddSingleton<JobQueue>();
        builder.Services.AddHostedService<JobRunner>();
        return builder;
    }

    public static WebApplicationBuilder AddJob<THandler>(this WebApplicationBuilder builder, string kind) where THandler : class, IJobHandler
    {
        builder.Services.AddSingleton(new JobKind(kind, typeof(THandler)));
        return builder;
    }

    public static WebApplicationBuilder AddRecurring<TWork>(this WebApplicationBuilder builder) where TWork : class, IRecurring
    {
        builder.Services.AddScoped<TWork>();
        builder.Services.AddSingleton(new RecurringKind(TWork.Name, TWork.Every, typeof(TWork)));
        return builder;
    }

    /// <summary>Adds a job to what the next SaveChanges writes: it is run if, and only if, that is committed.</summary>
    public static Job AddJob<T>(this ServiceDb db, string kind, T argument, CurrentUser user, DateTimeOffset now) =>
        db.AddJob(kind, argument, user.Id, user.Name, now);

    internal static Job AddJob<T>(this ServiceDb db, string kind, T argument, string by, string? byName, DateTimeOffset now)
    {
        var job = Job.Waiting(kind, JsonSerializer.Serialize(argument, JsonSerializerOptions.Web), by, byName, now, Activity.Current?.Id);
        db.Set<Job>().Add(job);
        return job;
    }

    /// <summary>
    /// Cancels what has not ended: at once where nobody runs it, else at its next step. What was done until then stays.
    /// </summary>
    /// <returns>False where it has ended already.</returns>
    public static async Task<bool> CancelJobAsync(this ServiceDb db, Guid id, DateTimeOffset now, CancellationToken cancel)
    {
        var asked = await db.Database.ExecuteSqlAsync(
            $"""
             update jobs set cancel_requested = true,
               status = case when status = 0 then 4 else status end,
               ended_at = case when status = 0 then {now} else ended_at end,
               due_at = case when status = 0 then null else due_at end
             where id = {id} and status in (0, 1)
             """, cancel);
        return asked == 1;
    }
}
