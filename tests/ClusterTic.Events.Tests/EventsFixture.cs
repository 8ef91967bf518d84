using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ClusterTic.Testing.Servers;
using ClusterTic.Testing.Services;
using Microsoft.Extensions.DependencyInjection;

namespace ClusterTic.Events.Tests;

/// <summary>The service with a database and a virtual host of the class's own, and the steps that tests begin with.</summary>
public sealed class EventsFixture(ServersFixture servers) : IAsyncLifetime
{
    public const string Api = "/api/events/v1";

    ServiceUnderTest<Program>? service;
    Broker? listener;

    public ServiceUnderTest<Program> Service => service!;

    /// <summary>A member of the cluster team who may state when something happened.</summary>
    public HttpClient Manager { get; private set; } = null!;

    /// <summary>The same without that permission.</summary>
    public HttpClient PlainManager { get; private set; } = null!;

    public HttpClient Anybody { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        service = await ServiceUnderTest<Program>.StartAsync(servers, "events", ("People:EmailKey", "only-for-tests-only-for-tests"));
        listener = await Broker.ConnectAsync(Service.Place.Broker);
        await listener.ListenAsync("test-facts", "events.#"); // as Reporting does; else the broker would give the facts back
        Manager = Service.As("manager", "backdate");
        PlainManager = Service.As("manager");
        Anybody = Service.Anonymous();
    }

    public async ValueTask DisposeAsync()
    {
        if (listener is not null) await listener.DisposeAsync();
        if (service is not null) await service.DisposeAsync();
    }

    /// <summary>Works on the database as the service does.</summary>
    internal async Task<T> InDbAsync<T>(Func<EventsDb, Task<T>> work)
    {
        await using var scope = Service.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<EventsDb>());
    }

    public static ScheduleEventRequest Request(int capacity = 50, DateTimeOffset? start = null)
    {
        var begins = start ?? Tomorrow;
        return new(new("Atelier", "Workshop"), null, "workshop", begins, begins.AddHours(8), null, "Abidjan", "CI", capacity,
            [new(new("Ouverture", "Opening"), begins, begins.AddHours(1))]);
    }

    /// <summary>A whole second, as a database keeps it.</summary>
    public static DateTimeOffset Tomorrow
    {
        get
        {
            var now = TimeProvider.System.GetUtcNow();
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond)).AddDays(1);
        }
    }

    public async Task<EventDetails> ScheduleAsync(ScheduleEventRequest? request = null) =>
        await ReadAsync<EventDetails>(await Manager.PostAsJsonAsync($"{Api}/events", request ?? Request()), HttpStatusCode.Created);

    public async Task<EventDetails> PublishedAsync(ScheduleEventRequest? request = null) =>
        await StepAsync((await ScheduleAsync(request)).Id, "publish");

    public async Task<EventDetails> StepAsync(Guid id, string verb, DateTimeOffset? at = null) =>
        await ReadAsync<EventDetails>(await Manager.PostAsJsonAsync($"{Api}/events/{id}/{verb}", new EventStepRequest(at)), HttpStatusCode.OK);

    public async Task<EventDetails> ShowAsync(Guid id) => (await Manager.GetFromJsonAsync<EventDetails>($"{Api}/events/{id}"))!;

    public Task<HttpResponseMessage> RegisterAsync(Guid id, RegisterRequest request, HttpClient? by = null) =>
        (by ?? Manager).PostAsJsonAsync($"{Api}/events/{id}/registrations", request);

    public async Task<RegistrationDetails> RegisteredAsync(Guid id, RegisterRequest request) =>
        await ReadAsync<RegistrationDetails>(await RegisterAsync(id, request), HttpStatusCode.Created);

    public Task<HttpResponseMessage> PostAsync(Guid registration, string verb, DateTimeOffset? at = null, HttpClient? by = null) =>
        (by ?? Manager).PostAsJsonAsync($"{Api}/registrations/{registration}/{verb}", new CheckInRequest(at));

    public async Task<IReadOnlyList<RegistrationDetails>> RegistrationsAsync(Guid id) =>
        (await Manager.GetFromJsonAsync<Page<RegistrationDetails>>($"{Api}/events/{id}/registrations?limit=200"))!.Items;

    public static RegisterRequest Somebody(string? email = null, Guid? organisation = null, string name = "Awa Exemple") =>
        new(name, email ?? $"{Guid.CreateVersion7():N}@exemple.example", organisation, "fr");

    public static async Task<T> ReadAsync<T>(HttpResponseMessage response, HttpStatusCode expected)
    {
        Assert.True(response.StatusCode == expected, $"{response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        return (await response.Content.ReadFromJsonAsync<T>())!;
    }

    /// <summary>The answer is a problem of this status and code.</summary>
    public static async Task<JsonElement> ProblemAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        var problem = await ReadAsync<JsonElement>(response, status);
        Assert.Equal("urn:clustertic:problem:" + code, problem.GetProperty("type").GetString());
        return problem;
    }
}
