using ClusterTic.Events;
using ClusterTic.Membership;
using ClusterTic.Testing;
using ClusterTic.Testing.Servers;

namespace ClusterTic.Reporting.Tests.Log;

public sealed class OnErasureTests(ServersFixture servers)
{
    [Fact]
    public async Task An_order_is_answered_with_how_many_messages_name_the_id_and_both_are_kept_as_projections()
    {
        await using var place = await ReportingPlace.StartAsync(servers);
        var (person, order, at) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Fact.At(2026, 3, 2));
        var registration = Fact.Registration(Guid.CreateVersion7(), 1, Guid.CreateVersion7(), null) with { PersonId = person };
        var state = new ErasureState(order, 1, person, "request", at, ["membership", "reporting"], null);
        await place.PublishAsync(
        [
            Fact.From(new RegistrationConfirmed(registration, at)), Fact.From(new RegistrationCheckedIn(registration with { Version = 2 }, at)),
            Fact.Registered(Guid.CreateVersion7(), Guid.CreateVersion7(), null),
        ]);
        await place.LoggedAsync(3);

        await place.PublishAsync([Fact.From(new ErasureOrdered(state, [], at))]);

        // The answer comes back by the broker, since Reporting logs every message, its own too.
        await place.LoggedAsync(5);
        Assert.Equal("reporting", await place.ScalarAsync<string>($"select service from erasure_confirmations where erasure_id = '{order}'"));
        Assert.Equal("request", await place.ScalarAsync<string>($"select reason from erasures where id = '{order}'"));
        Assert.Contains("""{"what":"messages-without-name","count":2}""", await place.ScalarAsync<string>("select body from facts where wire_name = 'erasure.confirmed'"), StringComparison.Ordinal);
        await place.PublishAsync([Fact.From(new ErasureCompleted(state with { Version = 2, CompletedAt = at }, at))]);
        await Eventually.HoldsAsync(async () => await place.ScalarAsync<bool>($"select completed_at is not null from erasures where id = '{order}'"), "the order to be complete");
    }
}
