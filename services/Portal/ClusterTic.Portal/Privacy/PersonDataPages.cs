using System.Text.Encodings.Web;
using System.Text.Json;
using ClusterTic.Membership;
using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;
using ClusterTic.ServiceDefaults.Security;

namespace ClusterTic.Portal.Privacy;

/// <summary>One person's data: handing it out, who has seen it, and erasing it.</summary>
static class PersonDataPages
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/people/{id:guid}/data", Data).Requires(Policies.Manager);
        pages.MapGet("/people/{id:guid}/data/download", Download).Requires(Policies.Manager);
        pages.MapGet("/people/{id:guid}/accesses", Accesses).Requires(Policies.Manager);
        pages.MapGet("/people/{id:guid}/erase", Ask).Requires(Policies.Manager);
        pages.MapPost("/people/{id:guid}/erase", Erase).Requires(Policies.Manager);
    }

    static async Task<IResult> Data(
        Guid id, PeopleService people, PrivacyService privacy, EventsPrivacyService events, IdentityPrivacyService identity, CancellationToken cancel)
    {
        var person = await people.Person(id, cancel);
        return person.IsHere
            ? Show.Page<DataPage>(new { Person = person.Value, Parts = await PartsAsync(person.Value!, privacy, events, identity, cancel) })
            : Show.Instead(person);
    }

    /// <summary>One file. What a service that is away holds is missing in it, and the file says so: its reader was not there.</summary>
    static async Task<IResult> Download(
        Guid id, PeopleService people, PrivacyService privacy, EventsPrivacyService events, IdentityPrivacyService identity, Texts texts, TimeProvider clock,
        CancellationToken cancel)
    {
        var person = await people.Person(id, cancel);
        if (!person.IsHere) return Show.Instead(person);
        var parts = await PartsAsync(person.Value!, privacy, events, identity, cancel);
        var file = new DataFile(
            id, clock.GetUtcNow(), [.. parts.Where(part => part.IsHere).Select(part => part.Value!)],
            [.. parts.Where(part => !part.IsHere).Select(part => new NotAnswered(part.Service, texts["privacy.file-away"]))],
            texts["privacy.elsewhere-text"]);
        return Results.File(JsonSerializer.SerializeToUtf8Bytes(file, Json), "application/json", $"donnees-{id}.json");
    }

    static async Task<IResult> Accesses(
        Guid id, PeopleService people, PrivacyService privacy, EventsPrivacyService events, IdentityPrivacyService identity, CancellationToken cancel)
    {
        // Asked for before the person, which would be on top of the list itself.
        Part<Page<DataAccess>>[] parts = await Task.WhenAll(privacy.Accesses(id, 100, cancel), events.Accesses(id, 100, cancel), identity.Accesses(id, 100, cancel));
        var person = await people.Person(id, cancel);
        return person.IsHere ? Show.Page<AccessesPage>(new { Person = person.Value, Parts = parts }) : Show.Instead(person);
    }

    static Task<IResult> Ask(Guid id, PeopleService people, CancellationToken cancel) => Page(id, people, null, 200, cancel);

    static async Task<IResult> Erase(Guid id, IFormCollection form, PeopleService people, PrivacyService privacy, Texts texts, CancellationToken cancel)
    {
        var erased = await privacy.Erase(id, form.Text("reason") ?? "", form.Attempt(), cancel);
        return erased.IsHere
            ? Results.LocalRedirect(Reader.Url($"/erasures/{erased.Value!.Id}?done=ordered"))
            : await Page(id, people, Show.RefusalOf(erased, texts), Show.StatusOf(erased), cancel);
    }

    static async Task<IResult> Page(Guid id, PeopleService people, Refusal? refusal, int status, CancellationToken cancel)
    {
        var person = await people.Person(id, cancel);
        return person.IsHere ? Show.Page<ErasePage>(new { Person = person.Value, Refusal = refusal }, status) : Show.Instead(person);
    }

    static async Task<Part<PersonData>[]> PartsAsync(
        PersonDetails person, PrivacyService privacy, EventsPrivacyService events, IdentityPrivacyService identity, CancellationToken cancel)
    {
        var (asked, held) = (events.Data(person.Id, cancel), await privacy.Data(person.Id, cancel));
        // Membership knows the accounts with which the person acts, which may be under another address.
        var subjects = held.Value?.Categories.SelectMany(one => one.Entries).SelectMany(one => one.Fields)
            .Where(one => one.Name == "account").Select(one => one.Value).OfType<string>().Distinct().ToList() ?? [];
        return [held, await asked, await identity.Data(person.Id, person.Email, subjects, cancel)];
    }

    sealed record DataFile(Guid PersonId, DateTimeOffset At, IReadOnlyList<PersonData> Services, IReadOnlyList<NotAnswered> Missing, string Note);

    sealed record NotAnswered(string Service, string Reason);
}
