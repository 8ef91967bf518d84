using System.Net;
using System.Net.Http.Json;
using static ClusterTic.Events.Tests.EventsFixture;

namespace ClusterTic.Events.Tests.Events;

public sealed class ReadEventsTests(EventsFixture events) : IClassFixture<EventsFixture>
{
    [Fact]
    public async Task Only_the_team_sees_what_was_never_published()
    {
        var workshop = await events.ScheduleAsync();
        var path = $"{Api}/events/{workshop.Id}";

        Assert.Equal(HttpStatusCode.NotFound, (await events.Anybody.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await events.Service.As("analyst").GetAsync(path)).StatusCode);
        Assert.Equal("scheduled", (await events.ShowAsync(workshop.Id)).Status);

        await events.StepAsync(workshop.Id, "cancel");
        Assert.Equal(HttpStatusCode.NotFound, (await events.Anybody.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task A_published_event_is_shown_to_everybody_with_its_programme_and_its_version()
    {
        var workshop = await events.PublishedAsync();

        var answer = await events.Anybody.GetAsync($"{Api}/events/{workshop.Id}");

        var shown = await ReadAsync<EventDetails>(answer, HttpStatusCode.OK);
        Assert.Equal(("published", 50, 0), (shown.Status, shown.Capacity, shown.Registered));
        Assert.Equal("Opening", Assert.Single(shown.Sessions).Title.En);
        Assert.Equal($"\"{workshop.Version}\"", answer.Headers.ETag!.Tag);

        await events.StepAsync(workshop.Id, "cancel");
        Assert.Equal("cancelled", (await events.Anybody.GetFromJsonAsync<EventDetails>($"{Api}/events/{workshop.Id}"))!.Status);
    }

    [Theory]
    [InlineData("oldest", 2031)]
    [InlineData("newest", 2033)]
    public async Task The_list_pages_through_every_event_once_in_the_order_that_is_asked(string order, int year)
    {
        var day = new DateTimeOffset(year, 5, 1, 9, 0, 0, TimeSpan.Zero);
        var mine = new List<Guid>();
        foreach (var number in (int[])[3, 1, 2, 2, 1, 3, 2]) mine.Add((await events.PublishedAsync(Request(start: day.AddDays(number)))).Id);
        await events.ScheduleAsync(Request(start: day.AddDays(2)));

        var seen = new List<EventDetails>();
        for (string? next = ""; next is not null;)
        {
            var answer = await events.Anybody.GetAsync(
                $"{Api}/events?from={year}-05-02&to={year}-05-04&order={order}&count=true&limit=3{(next.Length > 0 ? "&after=" + next : "")}");
            Assert.Equal("7", answer.Headers.GetValues("X-Total-Count").Single());
            var page = await ReadAsync<Page<EventDetails>>(answer, HttpStatusCode.OK);
            seen.AddRange(page.Items);
            next = page.Next;
        }

        Assert.Equal(mine.Order(), seen.Select(one => one.Id).Order());
        var sorted = seen.OrderBy(one => one.StartsAt).ThenBy(one => one.Id).Select(one => one.Id);
        Assert.Equal(order == "newest" ? sorted.Reverse() : sorted, seen.Select(one => one.Id));
    }

    [Theory]
    [InlineData("from=2032-02-10&to=2032-02-10", true)]
    [InlineData("from=2032-02-11", false)]
    [InlineData("to=2032-02-09", false)]
    [InlineData("from=2032-02-10&to=9999-12-31&status=published", true)]
    [InlineData("from=0001-01-01&to=2032-02-10&status=held", false)]
    public async Task Both_days_belong_to_the_period(string filter, bool found)
    {
        var lastMinute = await events.PublishedAsync(Request(start: new DateTimeOffset(2032, 2, 10, 23, 59, 0, TimeSpan.Zero)));

        var page = await events.Anybody.GetFromJsonAsync<Page<EventDetails>>($"{Api}/events?{filter}&limit=200");

        Assert.Equal(found, page!.Items.Any(one => one.Id == lastMinute.Id));
    }

    [Theory]
    [InlineData("status=over", "status")]
    [InlineData("order=best", "order")]
    [InlineData("limit=201", "limit")]
    [InlineData("limit=0", "limit")]
    [InlineData("after=nonsense", "after")]
    [InlineData("after=WyIxIiwieCJd", "after")]
    public async Task A_filter_that_cannot_be_is_400_with_its_field(string query, string field)
    {
        var problem = await ReadAsync<System.Text.Json.JsonElement>(await events.Anybody.GetAsync($"{Api}/events?{query}"), HttpStatusCode.BadRequest);

        Assert.Equal(field, Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
    }

    [Fact]
    public async Task Steps_in_the_wrong_order_are_409_in_the_readers_language()
    {
        var workshop = await events.ScheduleAsync();
        var request = new HttpRequestMessage(HttpMethod.Post, $"{Api}/events/{workshop.Id}/hold");
        request.Headers.AcceptLanguage.ParseAdd("fr");

        var problem = await ProblemAsync(await events.Manager.SendAsync(request), HttpStatusCode.Conflict, Rules.OnlyPublishedCanBeHeld);

        Assert.Equal("Seul un événement publié peut être déclaré tenu.", problem.GetProperty("title").GetString());
    }

    [Fact]
    public async Task Two_who_publish_at_once_are_not_both_right()
    {
        var workshop = await events.ScheduleAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ =>
            events.Manager.PostAsJsonAsync($"{Api}/events/{workshop.Id}/publish", new EventStepRequest())));

        Assert.Single(answers, answer => answer.StatusCode is HttpStatusCode.OK);
        Assert.All(answers, answer => Assert.True(
            answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed));
    }

    [Fact]
    public async Task A_programme_that_cannot_be_is_refused_with_its_field()
    {
        var request = Request();
        using var body = JsonContent.Create(request with { Sessions = [new(new("Tard", "Late"), request.EndsAt, request.EndsAt.AddHours(1))] });

        var problem = await ProblemAsync(await events.Manager.PostAsync($"{Api}/events", body), HttpStatusCode.BadRequest, "session-outside-event");

        Assert.Equal("The session must lie within the event’s time.", problem.GetProperty("errors").GetProperty("sessions[0].endsAt")[0].GetString());
    }
}
