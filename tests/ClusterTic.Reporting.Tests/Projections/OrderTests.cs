using ClusterTic.Messaging;
using ClusterTic.Reporting.Log;
using ClusterTic.Reporting.Projections;
using CsCheck;
using RegistrationRow = ClusterTic.Reporting.Projections.RegistrationRow;

namespace ClusterTic.Reporting.Tests.Projections;

public sealed class OrderTests
{
    static readonly LocalDays Days = new(TimeZoneInfo.FindSystemTimeZoneById("Africa/Abidjan"));

    [Fact]
    public void Any_order_of_an_aggregates_messages_ends_in_the_same_row() =>
        Gen.Select(World.Messages, Gen.Int).Sample((messages, seed) =>
        {
            var registrations = new Registrations();
            foreach (var of in messages.Where(fact => fact.WireName.StartsWith("events.registration.", StringComparison.Ordinal) && fact.Json.Length > 50)
                         .GroupBy(fact => fact.AggregateId))
            {
                var ordered = Fold(registrations, [.. of]);
                var shuffled = Fold(registrations, World.Shuffled([.. of], seed));
                Assert.Equal(ordered with { Position = 0 }, shuffled with { Position = 0 });
            }
        }, iter: 200);

    [Fact]
    public void An_announcement_gives_the_state_and_nothing_to_count()
    {
        var (id, organisation) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var announced = Fact.From(new ClusterTic.Events.RegistrationAnnounced(
            Fact.Registration(id, 4, Guid.CreateVersion7(), organisation, checkedIn: Fact.At(2021, 11, 3)), Fact.At(2026, 1, 1)));

        var row = new Registrations().Apply(null, LoggedFact.From(announced, 1), Days);

        Assert.Equal("confirmed", row.Status);
        Assert.Equal(organisation, row.OrganisationId);
        Assert.Null(row.ConfirmedDay);
        Assert.Null(row.CheckedInDay);
    }

    [Fact]
    public void A_local_day_is_the_installations_and_not_greenwichs()
    {
        var lagos = new LocalDays(TimeZoneInfo.FindSystemTimeZoneById("Africa/Lagos"));
        var lateEvening = new DateTimeOffset(2021, 11, 3, 23, 30, 0, TimeSpan.Zero);

        Assert.Equal(new DateOnly(2021, 11, 4), lagos.DayOf(lateEvening));
        Assert.Equal(new DateTimeOffset(2021, 11, 3, 23, 0, 0, TimeSpan.Zero), lagos.Begin(new DateOnly(2021, 11, 4)));
    }

    static RegistrationRow Fold(Registrations registrations, IReadOnlyList<ReceivedFact> facts)
    {
        RegistrationRow? row = null;
        for (var index = 0; index < facts.Count; index++) row = registrations.Apply(row, LoggedFact.From(facts[index], index + 1), Days);
        return row!;
    }
}
