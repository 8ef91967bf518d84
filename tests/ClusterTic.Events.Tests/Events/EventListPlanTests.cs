using System.Collections.Concurrent;
using System.Data.Common;
using System.Net.Http.Json;
using ClusterTic.Testing.Servers;
using ClusterTic.Testing.Services;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClusterTic.Events.Tests.Events;

/// <summary>The statements of the list, explained over many events as the service sends them.</summary>
public sealed class EventListPlanTests(ServersFixture servers)
{
    [Fact]
    public async Task The_list_is_read_from_its_index_at_any_position()
    {
        var plans = new Plans();
        await using var service = await ServiceUnderTest<Program>.StartAsync(
            servers, "events", services => services.AddSingleton<IInterceptor>(plans), ("People:EmailKey", "only-for-tests-only-for-tests"));
        await FillAsync(service);
        using var anybody = service.Anonymous();
        using var manager = service.As("manager");

        var first = await anybody.GetFromJsonAsync<Page<EventDetails>>("/api/events/v1/events?from=2030-01-01&limit=50");
        await anybody.GetFromJsonAsync<Page<EventDetails>>($"/api/events/v1/events?limit=50&after={first!.Next}");
        await manager.GetFromJsonAsync<Page<EventDetails>>($"/api/events/v1/events?limit=50&after={first.Next}");

        Assert.Equal(3, plans.Seen.Count);
        Assert.All(plans.Seen.Take(2), plan => Assert.Contains("ix_events_published_by_start", plan, StringComparison.Ordinal));
        Assert.Contains("ix_events_by_start", plans.Seen.Last(), StringComparison.Ordinal);
        Assert.All(plans.Seen, plan => Assert.DoesNotContain("Seq Scan on events", plan, StringComparison.Ordinal));
        // At a position the index is entered there, not read from its beginning.
        Assert.All(plans.Seen.Skip(1), plan => Assert.Contains("Index Cond: (ROW(", plan, StringComparison.Ordinal));
    }

    static async Task FillAsync(ServiceUnderTest<Program> service)
    {
        await using var scope = service.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<EventsDb>();
        await db.Database.ExecuteSqlAsync(
            $$$"""
             insert into events (id, title, kind, status, starts_at, ends_at, country, capacity, scheduled_at, published_at, version)
             select gen_random_uuid(), '{"fr":"Atelier"}', 'workshop', 'published', t, t + interval '1 hour', 'CI', 10, t, t, 1
             from generate_series(timestamptz '2020-01-01', timestamptz '2039-12-31', interval '9 hours') t
             """);
        await db.Database.ExecuteSqlAsync(
            $"insert into seats (event_id, capacity, open, taken, checked_in) select id, capacity, true, 0, 0 from events");
        await using var owner = new NpgsqlConnection(service.Place.Database.OwnerConnectionString);
        await owner.OpenAsync();
        await using var analyze = new NpgsqlCommand("analyze events; analyze seats; analyze sessions", owner);
        await analyze.ExecuteNonQueryAsync();
    }

    sealed class Plans : DbCommandInterceptor
    {
        public ConcurrentQueue<string> Seen { get; } = new();

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (!command.CommandText.Contains("FROM events", StringComparison.Ordinal) || eventData.Context is not EventsDb)
                return result;
            await using var explain = (NpgsqlCommand)command.Connection!.CreateCommand();
#pragma warning disable CA2100 // the service's own statement
            explain.CommandText = "explain " + command.CommandText;
#pragma warning restore CA2100
            foreach (NpgsqlParameter parameter in command.Parameters) explain.Parameters.Add(parameter.Clone());
            var plan = new List<string>();
            await using var lines = await explain.ExecuteReaderAsync(cancellationToken);
            while (await lines.ReadAsync(cancellationToken)) plan.Add(lines.GetString(0));
            Seen.Enqueue(string.Join('\n', plan));
            return result;
        }
    }
}
