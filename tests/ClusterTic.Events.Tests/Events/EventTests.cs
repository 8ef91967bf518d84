using ClusterTic.ServiceDefaults.Http;

namespace ClusterTic.Events.Tests.Events;

public sealed class EventTests
{
    static readonly DateTimeOffset Start = new(2027, 3, 1, 8, 30, 0, TimeSpan.Zero);
    static readonly DateTimeOffset Now = Start.AddDays(-30);

    [Fact]
    public void A_scheduled_event_has_its_sessions_in_the_order_of_the_day()
    {
        var scheduled = Event.Schedule(Request() with
        {
            Sessions = [Session("Après-midi", 5, 6), Session("Matin", 1, 2)],
        }, Now);

        Assert.Equal(EventStatus.Scheduled, scheduled.Status);
        Assert.Equal(["Matin", "Après-midi"], scheduled.Sessions.Select(session => session.Title.Fr));
        Assert.NotEqual(scheduled.Sessions[0].Id, scheduled.Sessions[1].Id);
    }

    [Fact]
    public void Times_are_kept_in_UTC()
    {
        var paris = new DateTimeOffset(2027, 3, 1, 9, 30, 0, TimeSpan.FromHours(1));

        var scheduled = Event.Schedule(Request() with { StartsAt = paris }, Now);

        Assert.Equal(TimeSpan.Zero, scheduled.StartsAt.Offset);
        Assert.Equal(Start, scheduled.StartsAt);
    }

    public static TheoryData<string, string, ScheduleEventRequest> Faults => new()
    {
        { "title", "title-missing", Request() with { Title = new LocalText(" ", null) } },
        { "title", "title-missing", Request() with { Title = null! } },
        { "title.en", "text-too-long", Request() with { Title = new LocalText("Atelier", new string('x', 201)) } },
        { "description.fr", "text-too-long", Request() with { Description = new LocalText(new string('x', 4001)) } },
        { "venue", "text-too-long", Request() with { Venue = new string('x', 201) } },
        { "kind", "event-kind-unknown", Request() with { Kind = "party" } },
        { "kind", "event-kind-unknown", Request() with { Kind = null! } },
        { "country", "country-unknown", Request() with { Country = "C1" } },
        { "capacity", "capacity-out-of-range", Request() with { Capacity = 0 } },
        { "capacity", "capacity-out-of-range", Request() with { Capacity = 100_001 } },
        { "endsAt", "ends-before-start", Request() with { EndsAt = Start } },
        { "sessions[0].endsAt", "ends-before-start", Request() with { Sessions = [Session("Vide", 2, 2)] } },
        { "sessions[1].startsAt", "session-outside-event", Request() with { Sessions = [Session("Matin", 1, 2), Session("Trop tôt", -1, 1)] } },
        { "sessions[0].endsAt", "session-outside-event", Request() with { Sessions = [Session("Trop tard", 7, 9)] } },
        { "sessions[0].title", "title-missing", Request() with { Sessions = [Session("", 1, 2)] } },
    };

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public void What_cannot_be_is_refused_with_its_field(string field, string code, ScheduleEventRequest request)
    {
        var refused = Assert.Throws<ProblemException>(() => Event.Schedule(request, Now));

        Assert.Equal(400, refused.Status);
        Assert.Equal([code], refused.Fields![field]);
    }

    [Fact]
    public void Every_field_at_fault_is_named_at_once()
    {
        var refused = Assert.Throws<ProblemException>(() => Event.Schedule(
            Request() with { Kind = "party", Venue = new string('x', 201), EndsAt = Start, Title = new LocalText(" ", null) }, Now));

        Assert.Equal(["title", "venue", "kind", "endsAt"], refused.Fields!.Keys);
        Assert.Equal(200, Assert.Single(refused.FieldArguments!["venue"]).Value);
    }

    [Fact]
    public void An_event_is_published_once_and_held_from_its_beginning_on()
    {
        var workshop = Event.Schedule(Request(), Now);
        Broken(Rules.OnlyPublishedCanBeHeld, () => workshop.Hold(Start));
        workshop.Publish(Now);
        Broken(Rules.OnlyScheduledCanBePublished, () => workshop.Publish(Now));
        Broken(Rules.NotBegunYet, () => workshop.Hold(Start.AddMinutes(-1)));

        workshop.Hold(Start);

        Assert.Equal(EventStatus.Held, workshop.Status);
        Broken(Rules.OnlyComingCanBeCancelled, () => workshop.Cancel(Start));
    }

    [Fact]
    public void A_cancelled_event_stays_cancelled()
    {
        var workshop = Event.Schedule(Request(), Now);
        workshop.Publish(Now);

        workshop.Cancel(Now);

        Broken(Rules.OnlyComingCanBeCancelled, () => workshop.Cancel(Now));
        Broken(Rules.OnlyScheduledCanBePublished, () => workshop.Publish(Now));
        Broken(Rules.OnlyPublishedCanBeHeld, () => workshop.Hold(Start));
        Assert.NotNull(workshop.PublishedAt);
    }

    [Fact]
    public void Every_step_raises_the_version()
    {
        var workshop = Event.Schedule(Request(), Now);
        var versions = new List<long> { workshop.Version };
        workshop.Publish(Now);
        versions.Add(workshop.Version);
        workshop.Hold(Start);
        versions.Add(workshop.Version);

        Assert.Equal(versions.Order().Distinct(), versions);
    }

    [Theory]
    [InlineData("scheduled", 0, Rules.NotPublished)]
    [InlineData("published", 0, null)]
    [InlineData("published", 480, null)]
    [InlineData("published", 481, Rules.EventOver)]
    [InlineData("held", 480, null)]
    [InlineData("held", 481, Rules.EventOver)]
    [InlineData("cancelled", 0, Rules.EventCancelled)]
    public void People_come_in_from_publication_to_the_end(string status, int minutesAfterStart, string? rule)
    {
        var admission = new Admission(EventCodes.Status(status)!.Value, Start.AddHours(8));
        var at = Start.AddMinutes(minutesAfterStart);
        Action<DateTimeOffset>[] ways = [admission.ForInvitation, admission.ForRegistration, admission.ForCheckIn];

        foreach (var way in ways)
        {
            if (rule is null) way(at);
            else Broken(rule, () => way(at));
        }
    }

    [Fact]
    public void Every_status_has_a_code_and_every_code_a_status() =>
        Assert.All(Enum.GetValues<EventStatus>(), status => Assert.Equal(status, EventCodes.Status(status.Code())));

    internal static ScheduleEventRequest Request() => new(
        new LocalText("Atelier", "Workshop"), null, "workshop", Start, Start.AddHours(8), null, "Abidjan", "ci", 50, null);

    static SessionRequest Session(string title, int from, int to) =>
        new(new LocalText(title), Start.AddHours(from), Start.AddHours(to));

    static void Broken(string rule, Action act) => Assert.Equal(rule, Assert.Throws<RuleBrokenException>(act).Code);
}
