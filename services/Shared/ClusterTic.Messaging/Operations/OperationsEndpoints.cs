using ClusterTic.Messaging.Announcing;
using ClusterTic.Messaging.Outbox;
using ClusterTic.Messaging.Parked;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Messaging.Operations;

/// <summary>How the outbox stands.</summary>
/// <param name="OldestSeconds">Age of the oldest message; 0 where none waits.</param>
/// <param name="Delayed">Messages that wait because an attempt failed.</param>
public sealed record OutboxStatus(long Depth, double OldestSeconds, long Delayed, string? LastError);

/// <param name="Endpoint">The queue that could not handle it; empty for one that could not be published.</param>
/// <param name="State">parked, replayed, discarded.</param>
public sealed record ParkedMessageSummary(
    Guid Id, Guid MessageId, string Endpoint, bool Outgoing, string WireName, string Sender, Guid AggregateId, long Version,
    string Reason, DateTimeOffset ParkedAt, string State, DateTimeOffset? DecidedAt, string? DecidedBy, string? DecidedBecause);

/// <summary>Why a message is given up; kept beside it.</summary>
public sealed record DiscardRequest(string Reason);

public sealed record ReplayResult(int Replayed);

public sealed record AnnounceResult(int Announced);

/// <summary>What an operator can see and do, the same in every service.</summary>
static class OperationsEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var operations = api.MapGroup("/operations").Requires(Policies.Operator).WithTags("Operations");
        operations.MapGet("/outbox", ShowOutbox);
        operations.MapGet("/parked", ListParked);
        operations.MapPost("/parked/{id:guid}/replay", ReplayOne);
        operations.MapPost("/parked/replay", ReplayAll);
        operations.MapPost("/parked/{id:guid}/discard", Discard);
        operations.MapPost("/announce", Announce);
    }

    static async Task<Ok<OutboxStatus>> ShowOutbox(ServiceDb db, TimeProvider clock, CancellationToken cancel)
    {
        var outbox = db.Outbox;
        var status = await outbox.GroupBy(_ => 1).Select(all => new
        {
            Depth = all.LongCount(),
            Oldest = all.Min(message => message.RecordedAt),
            Delayed = all.LongCount(message => message.NextAttemptAt != null),
            LastError = all.Max(message => message.LastError),
        }).SingleOrDefaultAsync(cancel);
        return TypedResults.Ok(status is null
            ? new OutboxStatus(0, 0, 0, null)
            : new OutboxStatus(status.Depth, Math.Max(0, (clock.GetUtcNow() - status.Oldest).TotalSeconds), status.Delayed, status.LastError));
    }

    static async Task<Ok<Page<ParkedMessageSummary>>> ListParked(
        ServiceDb db, [AsParameters] Paging paging, bool? all, HttpResponse response, CancellationToken cancel)
    {
        var parked = db.Parked.AsNoTracking();
        if (all is not true) parked = parked.Where(message => message.State == ParkedMessageState.Parked);
        if (paging.Count is true) response.TotalCount(await parked.LongCountAsync(cancel));
        if (paging.Keys(1) is [var last])
            parked = Guid.TryParse(last, out var id) ? parked.Where(message => message.Id < id) : throw ProblemException.Field("after", "cursor-invalid");
        var rows = await parked.OrderByDescending(message => message.Id).Take(paging.Take + 1).ToListAsync(cancel);
        var more = rows.Count > paging.Take;
        return TypedResults.Ok(new Page<ParkedMessageSummary>(
            [.. rows.Take(paging.Take).Select(Summary)],
            more ? Cursor.Of(rows[paging.Take - 1].Id.ToString()) : null));
    }

    static async Task<Results<Ok<ParkedMessageSummary>, NotFound>> ReplayOne(
        Guid id, ServiceDb db, CurrentUser user, TimeProvider clock, CancellationToken cancel)
    {
        return await db.InTransactionAsync<Results<Ok<ParkedMessageSummary>, NotFound>>(async () =>
        {
            if (await FindOpenAsync(db, id, cancel) is not { } message) return TypedResults.NotFound();
            Replay(db, message, user, clock);
            await db.SaveChangesAsync(cancel);
            return TypedResults.Ok(Summary(message));
        }, cancel);
    }

    static async Task<Ok<ReplayResult>> ReplayAll(ServiceDb db, CurrentUser user, TimeProvider clock, CancellationToken cancel)
    {
        var replayed = await db.InTransactionAsync(async () =>
        {
            var count = 0;
            while (true)
            {
                var batch = await db.Parked.FromSql($"select * from parked where state = 0 order by id limit 500 for update").ToListAsync(cancel);
                if (batch.Count == 0) return count;
                foreach (var message in batch) Replay(db, message, user, clock);
                await db.SaveChangesAsync(cancel);
                count += batch.Count;
            }
        }, cancel);
        return TypedResults.Ok(new ReplayResult(replayed));
    }

    static async Task<Results<Ok<ParkedMessageSummary>, NotFound>> Discard(
        Guid id, DiscardRequest request, ServiceDb db, CurrentUser user, TimeProvider clock, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(request.Reason)) throw ProblemException.Field("reason", "reason-required");
        return await db.InTransactionAsync<Results<Ok<ParkedMessageSummary>, NotFound>>(async () =>
        {
            if (await FindOpenAsync(db, id, cancel) is not { } message) return TypedResults.NotFound();
            message.Decide(ParkedMessageState.Discarded, user.Id, request.Reason.Trim(), clock.GetUtcNow());
            await db.SaveChangesAsync(cancel);
            return TypedResults.Ok(Summary(message));
        }, cancel);
    }

    /// <summary>Repeats the state of this service's aggregates to one endpoint, for a copy that starts late or is lost.</summary>
    static async Task<Ok<AnnounceResult>> Announce(
        string to, string? aggregate, ServiceDb db, IEnumerable<Announcer> announcers, MessagingOptions options, TimeProvider clock, CancellationToken cancel)
    {
        if (to.Length is 0 or > 100 || to.Any(letter => !char.IsAsciiLetterLower(letter) && !char.IsAsciiDigit(letter) && letter != '-'))
            throw ProblemException.Field("to", "endpoint-unknown");
        // Personal data goes only where the register of processing says, whatever is asked.
        var allowed = announcers.Where(one => (aggregate is null || one.Aggregate == aggregate)
            && (one.Stream is FactStream.Facts || options.RestrictedEndpoints.Contains(to))).ToList();
        if (aggregate is not null && allowed.Count == 0) throw ProblemException.Field("aggregate", "aggregate-not-announced", ("aggregate", aggregate));
        var announced = 0;
        foreach (var announcer in allowed) announced += await announcer.AnnounceAsync(db, to, clock.GetUtcNow(), cancel);
        return TypedResults.Ok(new AnnounceResult(announced));
    }

    static Task<ParkedMessage?> FindOpenAsync(ServiceDb db, Guid id, CancellationToken cancel) =>
        db.Parked.FromSql($"select * from parked where id = {id} and state = 0 for update").SingleOrDefaultAsync(cancel);

    static void Replay(ServiceDb db, ParkedMessage message, CurrentUser user, TimeProvider clock)
    {
        db.Outbox.Add(new OutboxMessage
        {
            Id = message.MessageId,
            Stream = message.Stream,
            WireName = message.WireName,
            Sender = message.Sender,
            Destination = message.Endpoint.Length == 0 ? null : message.Endpoint,
            AggregateId = message.AggregateId,
            Version = message.Version,
            Mass = false,
            Body = message.Body,
            OccurredAt = message.OccurredAt,
            RecordedAt = message.RecordedAt,
            TraceParent = message.TraceParent,
        });
        db.HasOutgoing = true;
        message.Decide(ParkedMessageState.Replayed, user.Id, null, clock.GetUtcNow());
    }

    static ParkedMessageSummary Summary(ParkedMessage message) => new(
        message.Id, message.MessageId, message.Endpoint, message.Outgoing, message.WireName, message.Sender, message.AggregateId, message.Version,
        message.Reason, message.ParkedAt,
        message.State switch { ParkedMessageState.Parked => "parked", ParkedMessageState.Replayed => "replayed", _ => "discarded" },
        message.DecidedAt, message.DecidedBy, message.DecidedBecause);
}
