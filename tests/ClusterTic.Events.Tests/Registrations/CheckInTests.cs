using System.Net;
using static ClusterTic.Events.Tests.EventsFixture;

namespace ClusterTic.Events.Tests.Registrations;

public sealed class CheckInTests(EventsFixture events) : IClassFixture<EventsFixture>
{
    static readonly DateTimeOffset LongAgo = new(2021, 11, 3, 8, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_double_tap_checks_in_once()
    {
        var workshop = await events.PublishedAsync();
        var registration = await events.RegisteredAsync(workshop.Id, Somebody());

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => events.PostAsync(registration.Id, "check-in")));

        Assert.Single(answers, answer => answer.StatusCode is HttpStatusCode.OK);
        foreach (var answer in answers.Where(answer => answer.StatusCode is not HttpStatusCode.OK))
            await ProblemAsync(answer, HttpStatusCode.Conflict, Rules.AlreadyCheckedIn);
        Assert.Equal(1, (await events.ShowAsync(workshop.Id)).CheckedIn);
        await ProblemAsync(await events.PostAsync(registration.Id, "cancel"), HttpStatusCode.Conflict, Rules.CheckedInCannotCancel);
    }

    [Fact]
    public async Task A_list_from_long_ago_is_entered_with_the_permission_to_backdate()
    {
        var workshop = await events.ScheduleAsync(Request(start: LongAgo) with { OccurredAt = LongAgo.AddDays(-30) });
        await events.StepAsync(workshop.Id, "publish", LongAgo.AddDays(-20));
        var registration = await events.RegisteredAsync(workshop.Id, Somebody() with { OccurredAt = LongAgo.AddDays(-5) });
        var held = await events.StepAsync(workshop.Id, "hold", LongAgo.AddHours(9));

        var checkedIn = await ReadAsync<RegistrationDetails>(await events.PostAsync(registration.Id, "check-in", LongAgo.AddMinutes(10)), HttpStatusCode.OK);
        await events.RegisteredAsync(workshop.Id, Somebody() with { OccurredAt = LongAgo.AddMinutes(20) });

        Assert.Equal(LongAgo.AddMinutes(10), checkedIn.CheckedInAt);
        Assert.Equal(LongAgo.AddDays(-5), checkedIn.RegisteredAt);
        Assert.Equal("held", held.Status);
    }

    [Fact]
    public async Task Without_the_permission_no_other_time_can_be_stated()
    {
        var past = Request(start: LongAgo);
        var workshop = await events.ScheduleAsync(past);
        await events.StepAsync(workshop.Id, "publish");
        var registration = await events.RegisteredAsync(workshop.Id, Somebody() with { OccurredAt = LongAgo });

        await ProblemAsync(await events.PostAsync(registration.Id, "check-in", LongAgo, events.PlainManager), HttpStatusCode.Forbidden, "backdate-not-permitted");
        await ProblemAsync(await events.PostAsync(registration.Id, "check-in", null, events.PlainManager), HttpStatusCode.Conflict, Rules.EventOver);
        var stated = Somebody() with { OccurredAt = LongAgo };
        await ProblemAsync(await events.RegisterAsync(workshop.Id, stated, events.PlainManager), HttpStatusCode.Forbidden, "backdate-not-permitted");
        await ProblemAsync(await events.RegisterAsync(workshop.Id, stated, events.Anybody), HttpStatusCode.Forbidden, "backdate-not-permitted");
        await ProblemAsync(await events.RegisterAsync(workshop.Id, Somebody(), events.Anybody), HttpStatusCode.Conflict, Rules.EventOver);
        using var schedule = System.Net.Http.Json.JsonContent.Create(past);
        await ProblemAsync(await events.PlainManager.PostAsync($"{Api}/events", schedule), HttpStatusCode.Forbidden, "start-in-the-past");
    }

    [Fact]
    public async Task If_Match_is_honoured_where_it_is_sent()
    {
        var workshop = await events.PublishedAsync();
        var registration = await events.RegisteredAsync(workshop.Id, Somebody());

        Assert.Equal(HttpStatusCode.PreconditionFailed, (await SendAsync(registration.Version + 1)).StatusCode);
        var done = await SendAsync(registration.Version);

        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        Assert.Equal($"\"{registration.Version + 1}\"", done.Headers.ETag!.Tag);

        Task<HttpResponseMessage> SendAsync(long version)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, $"{Api}/registrations/{registration.Id}/check-in");
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
            return events.Manager.SendAsync(request);
        }
    }

    [Theory]
    [InlineData("check-in")]
    [InlineData("cancel")]
    public async Task What_is_not_there_is_404(string verb) =>
        Assert.Equal(HttpStatusCode.NotFound, (await events.PostAsync(Guid.CreateVersion7(), verb)).StatusCode);
}
