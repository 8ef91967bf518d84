using ClusterTic.Events;
using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;
using ClusterTic.ServiceDefaults.Security;

namespace ClusterTic.Portal.Events;

/// <summary>Events for everybody, registering for one, and the list at the door for the cluster team.</summary>
static class EventPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/events", Index).Requires(Policies.Public);
        pages.MapGet("/events/{id:guid}", Details).Requires(Policies.Public);
        pages.MapPost("/events/{id:guid}/registrations", Register).Requires(Policies.Public);
        pages.MapGet("/events/{id:guid}/registrations", Registrations).Requires(Policies.Manager);
        pages.MapPost("/events/{id:guid}/registrations/{registration:guid}/check-in", CheckIn).Requires(Policies.Manager);
    }

    /// <param name="when">next or past, to page through one of the two; else both.</param>
    static async Task<IResult> Index(
        string? when, string? after, EventsService events, Reader reader, TimeProvider clock, CancellationToken cancel)
    {
        var today = DateOnly.FromDateTime(reader.Local(clock.GetUtcNow()));
        var next = when == "past" ? null : events.Events(today, null, null, after, 50, cancel);
        var past = when == "next" ? null : events.Events(null, today.AddDays(-1), null, after, 50, cancel, newestFirst: true);
        var (coming, been) = (next is null ? null : await next, past is null ? null : await past);
        // What began today and is over already has been.
        if (coming is { Value: { } page } && been is { IsHere: true, Value: { } before } && page.Items.Any(one => one.Status == "held"))
        {
            been = been with { Value = before with { Items = [.. page.Items.Where(one => one.Status == "held").OrderByDescending(one => one.StartsAt), .. before.Items] } };
            coming = coming with { Value = page with { Items = [.. page.Items.Where(one => one.Status != "held")] } };
        }

        return Show.Page<EventsPage>(new { Next = coming, Past = been });
    }

    static async Task<IResult> Details(Guid id, string? done, EventsService events, TimeProvider clock, CancellationToken cancel)
    {
        var found = await events.Event(id, cancel);
        return found.IsHere
            ? Show.Page<EventPage>(new { Event = found.Value, Now = clock.GetUtcNow(), Registered = done == "register" })
            : Show.Instead(found);
    }

    static async Task<IResult> Register(
        Guid id, IFormCollection form, EventsService events, Texts texts, TimeProvider clock, CancellationToken cancel)
    {
        var typed = new RegistrationForm(form.Text("name"), form.Text("email"));
        var refusal = typed.Missing(texts);
        var status = StatusCodes.Status400BadRequest;
        if (refusal is null)
        {
            var request = new RegisterRequest(typed.Name!, typed.Email!, null, Reader.Language);
            var registered = await events.Register(id, request, form.Attempt(), cancel);
            if (registered.IsHere) return Results.LocalRedirect(Reader.Url($"/events/{id}?done=register"));
            (refusal, status) = (Show.RefusalOf(registered, texts), Show.StatusOf(registered));
        }

        var found = await events.Event(id, cancel);
        return found.IsHere
            ? Show.Page<EventPage>(new { Event = found.Value, Now = clock.GetUtcNow(), Form = typed, Refusal = refusal }, status)
            : Show.Instead(found);
    }

    static async Task<IResult> Registrations(Guid id, string? after, EventsService events, CancellationToken cancel)
    {
        var (asked, list) = (events.Event(id, cancel), events.Registrations(id, after, 200, cancel));
        await Task.WhenAll(asked, list);
        var found = await asked;
        return found.IsHere ? Show.Page<RegistrationsPage>(new { Event = found.Value, Found = await list }) : Show.Instead(found);
    }

    static async Task<IResult> CheckIn(
        Guid id, Guid registration, IFormCollection form, EventsService events, Texts texts, CancellationToken cancel)
    {
        var done = await events.CheckIn(registration, form.Attempt(), cancel);
        if (done.IsHere) return Results.LocalRedirect(Reader.Url($"/events/{id}/registrations") + $"#r-{registration}");

        var (asked, list) = (events.Event(id, cancel), events.Registrations(id, null, 200, cancel));
        await Task.WhenAll(asked, list);
        var found = await asked;
        return found.IsHere
            ? Show.Page<RegistrationsPage>(
                new { Event = found.Value, Found = await list, Refusal = Show.RefusalOf(done, texts) }, Show.StatusOf(done))
            : Show.Instead(found);
    }
}

/// <summary>What somebody typed to register.</summary>
public sealed record RegistrationForm(string? Name, string? Email)
{
    public Refusal? Missing(Texts texts)
    {
        var fields = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase);
        if (Name is null) fields["name"] = [texts["events.name-missing"]];
        if (Email is null) fields["email"] = [texts["events.email-missing"]];
        return fields.Count == 0 ? null : Refusal.Here(texts["common.form-has-errors"], fields);
    }
}
