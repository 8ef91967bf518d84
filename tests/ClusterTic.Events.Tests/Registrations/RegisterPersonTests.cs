using System.Net;
using System.Net.Http.Json;
using static ClusterTic.Events.Tests.EventsFixture;

namespace ClusterTic.Events.Tests.Registrations;

public sealed class RegisterPersonTests(EventsFixture events) : IClassFixture<EventsFixture>
{
    [Fact]
    public async Task Two_hundred_at_once_for_fifty_seats_are_fifty()
    {
        var workshop = await events.PublishedAsync(Request(capacity: 50));

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => events.RegisterAsync(workshop.Id, Somebody(), events.Anybody)));

        Assert.Equal(50, answers.Count(answer => answer.StatusCode is HttpStatusCode.Created));
        var refused = answers.Where(answer => answer.StatusCode is not HttpStatusCode.Created).ToList();
        Assert.Equal(150, refused.Count);
        foreach (var answer in refused)
        {
            var problem = await ProblemAsync(answer, HttpStatusCode.Conflict, Rules.EventFull);
            Assert.Equal("The event is full: all 50 seats are taken.", problem.GetProperty("title").GetString());
        }

        Assert.Equal((50, workshop.Version), await CountsAsync(workshop.Id));
        Assert.Equal(50, (await events.RegistrationsAsync(workshop.Id)).Count);
    }

    [Fact]
    public async Task The_same_person_twenty_times_at_once_is_one_registration()
    {
        var workshop = await events.PublishedAsync();
        var known = Somebody();
        await events.RegisteredAsync((await events.PublishedAsync()).Id, known);
        var unknown = Somebody();

        foreach (var person in (RegisterRequest[])[known, unknown])
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => events.RegisterAsync(workshop.Id, person)));
            var read = await Task.WhenAll(answers.Select(answer => answer.Content.ReadFromJsonAsync<RegistrationDetails>()));

            Assert.Single(answers, answer => answer.StatusCode is HttpStatusCode.Created);
            Assert.Equal(19, answers.Count(answer => answer.StatusCode is HttpStatusCode.OK));
            Assert.Single(read.Select(registration => registration!.Id).Distinct());
        }

        Assert.Equal((2, workshop.Version), await CountsAsync(workshop.Id));
    }

    [Fact]
    public async Task A_full_event_still_knows_who_has_a_place()
    {
        var workshop = await events.PublishedAsync(Request(capacity: 1));
        var first = Somebody();
        var registration = await events.RegisteredAsync(workshop.Id, first);

        var again = await ReadAsync<RegistrationDetails>(
            await events.RegisterAsync(workshop.Id, first with { Email = first.Email.ToUpperInvariant() + " " }), HttpStatusCode.OK);

        Assert.Equal(registration.Id, again.Id);
        await ProblemAsync(await events.RegisterAsync(workshop.Id, Somebody()), HttpStatusCode.Conflict, Rules.EventFull);
    }

    [Fact]
    public async Task Cancelling_frees_the_seat_and_the_same_person_can_come_back()
    {
        var workshop = await events.PublishedAsync(Request(capacity: 1));
        var person = Somebody();
        var registration = await events.RegisteredAsync(workshop.Id, person);

        var cancelled = await ReadAsync<RegistrationDetails>(await events.PostAsync(registration.Id, "cancel"), HttpStatusCode.OK);
        Assert.Equal("cancelled", cancelled.Status);
        await ProblemAsync(await events.PostAsync(registration.Id, "cancel"), HttpStatusCode.Conflict, Rules.RegistrationCancelled);

        var other = await events.RegisteredAsync(workshop.Id, Somebody());
        await ProblemAsync(await events.RegisterAsync(workshop.Id, person), HttpStatusCode.Conflict, Rules.EventFull);
        Assert.Equal(HttpStatusCode.OK, (await events.PostAsync(other.Id, "cancel")).StatusCode);

        var back = await events.RegisteredAsync(workshop.Id, person);
        Assert.Equal((registration.Id, "confirmed"), (back.Id, back.Status));
        Assert.True(back.Version > cancelled.Version);
        Assert.Equal((1, workshop.Version), await CountsAsync(workshop.Id));
    }

    [Fact]
    public async Task The_public_learns_nothing_from_an_address_but_what_it_has_said()
    {
        var workshop = await events.PublishedAsync();
        var organisation = Guid.CreateVersion7();
        var person = Somebody(organisation: organisation, name: "Awa Vraie");
        var first = await events.RegisteredAsync(workshop.Id, person);

        var answer = await events.RegisterAsync(workshop.Id, new("Curieux", person.Email, null, null), events.Anybody);

        var told = await ReadAsync<RegistrationDetails>(answer, HttpStatusCode.OK);
        Assert.Equal((first.Id, "Curieux", null), (told.Id, told.Name, told.OrganisationId));
        Assert.Equal("Awa Vraie", Assert.Single(await events.RegistrationsAsync(workshop.Id)).Name);
        Assert.Equal(HttpStatusCode.Unauthorized, (await events.Anybody.GetAsync($"{Api}/events/{workshop.Id}/registrations")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await events.Service.As("analyst").GetAsync($"{Api}/events/{workshop.Id}/registrations")).StatusCode);
    }

    [Fact]
    public async Task An_event_takes_nobody_before_it_is_published_nor_after_it_is_cancelled()
    {
        var workshop = await events.ScheduleAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await events.RegisterAsync(workshop.Id, Somebody(), events.Anybody)).StatusCode);
        await ProblemAsync(await events.RegisterAsync(workshop.Id, Somebody()), HttpStatusCode.Conflict, Rules.NotPublished);
        await events.StepAsync(workshop.Id, "publish");
        await events.RegisteredAsync(workshop.Id, Somebody());

        await events.StepAsync(workshop.Id, "cancel");

        await ProblemAsync(await events.RegisterAsync(workshop.Id, Somebody(), events.Anybody), HttpStatusCode.Conflict, Rules.EventCancelled);
    }

    [Fact]
    public async Task An_event_cancelled_in_the_middle_of_a_rush_has_as_many_seats_taken_as_registrations()
    {
        var workshop = await events.PublishedAsync(Request(capacity: 1000));

        var rush = Enumerable.Range(0, 60).Select(_ => events.RegisterAsync(workshop.Id, Somebody())).ToList();
        await Task.WhenAny(rush);
        await events.StepAsync(workshop.Id, "cancel");
        var answers = await Task.WhenAll(rush);

        Assert.All(answers, answer => Assert.True(answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.Conflict));
        var created = answers.Count(answer => answer.StatusCode is HttpStatusCode.Created);
        Assert.Equal(created, (await events.ShowAsync(workshop.Id)).Registered);
        Assert.Equal(created, (await events.RegistrationsAsync(workshop.Id)).Count);
    }

    [Fact]
    public async Task The_same_idempotency_key_is_one_registration_and_one_seat()
    {
        var workshop = await events.PublishedAsync();
        var body = Somebody();
        var key = Guid.CreateVersion7().ToString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => SendAsync()));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        Assert.Equal(1, (await events.ShowAsync(workshop.Id)).Registered);

        Task<HttpResponseMessage> SendAsync()
        {
            var request = new HttpRequestMessage(HttpMethod.Post, $"{Api}/events/{workshop.Id}/registrations") { Content = JsonContent.Create(body) };
            request.Headers.Add("Idempotency-Key", key);
            return events.Manager.SendAsync(request);
        }
    }

    async Task<(int Registered, long Version)> CountsAsync(Guid id)
    {
        var shown = await events.ShowAsync(id);
        return (shown.Registered, shown.Version);
    }
}
