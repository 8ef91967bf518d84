using System.Collections.Concurrent;
using System.Globalization;
using ClusterTic.Events;
using ClusterTic.Membership;
using ClusterTic.Opportunities;
using ClusterTic.Reporting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClusterTic.Portal.Tests.Hosting;

/// <summary>The other services as the Portal's typed clients see them.</summary>
public sealed class RemoteApis : IAsyncDisposable
{
    public static readonly string[] Names = ["membership", "events", "opportunities", "reporting", "identity"];

    public required IReadOnlyDictionary<string, RemoteApi> ByName { get; init; }

    /// <summary>Visits that the Portal had counted, with their countries.</summary>
    public static ConcurrentBag<(string Address, string? Country)> Views { get; } = [];

    public RemoteApi this[string name] => ByName[name];

    public static async Task<RemoteApis> StartAsync()
    {
        var all = await Task.WhenAll(
            RemoteApi.StartAsync("membership", Membership), RemoteApi.StartAsync("events", Events),
            RemoteApi.StartAsync("opportunities", Opportunities), RemoteApi.StartAsync("reporting", Reporting),
            RemoteApi.StartAsync("identity", Identity));
        return new() { ByName = all.ToDictionary(api => api.Name, StringComparer.Ordinal) };
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var api in ByName.Values) await api.DisposeAsync();
    }

    static void Membership(WebApplication app)
    {
        var api = app.MapGroup("/api/membership/v1");
        api.MapGet("/directory", (string? q, HttpResponse response) =>
        {
            var found = Samples.Members.Where(member => q is null || member.Name.Contains(q, StringComparison.OrdinalIgnoreCase)).ToList();
            response.Headers["X-Total-Count"] = (q is null ? 128 : found.Count).ToString(CultureInfo.InvariantCulture);
            return new DirectoryPage(found, q is null ? "more" : null, Near: q == "lagun");
        });
        api.MapGet("/directory/facets", () => Samples.Facets);
        api.MapGet("/directory/addresses", (string? after) => after is null
            ? new Page<string>([.. Samples.Members.Take(3).Select(member => member.Slug)], "more") : new Page<string>(["exemple-3"], null));
        api.MapGet("/directory/{address}", (string address) =>
            Found(Samples.Members.FirstOrDefault(member => member.Id.ToString() == address || member.Slug == address || (address == "ancien" && member.Id == Samples.Id(1)))));
        api.MapGet("/directory/{address}/qr", (string address) => Results.Text("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0h3v3h-3z'/></svg>", "image/svg+xml"));
        api.MapPost("/directory/{address}/views", (string address, CountViewRequest request) =>
        {
            Views.Add((address, request.Country));
            return Results.NoContent();
        });
        api.MapPost("/catalogue/{slug}/views", (string slug, CountViewRequest request) =>
        {
            Views.Add((slug, request.Country));
            return Results.NoContent();
        });
        api.MapGet("/organisations/{id:guid}/views", (Guid id) => new DirectoryViewsDetails(new DateOnly(2021, 10, 5), 1234, [new("CI", 1000), new("", 200), new("FR", 34)]));
        api.MapPut("/organisations/{id:guid}", (Guid id, ChangeProfileRequest request) => Results.Ok(Samples.Organisation(2, "member")));
        api.MapPut("/organisations/{id:guid}/activity", (Guid id, ActivityRequest request) => request.Languages is [{ Length: > 2 }, ..]
            ? Problem(400, "invalid", "Le formulaire a des erreurs.", new { errors = new Dictionary<string, string[]> { ["languages[0]"] = ["Une langue s’écrit en deux lettres."] } })
            : Results.Ok(Samples.Organisation(2, "member")));
        api.MapPost("/organisations/{id:guid}/size-class/confirm", (Guid id, ConfirmClassRequest request) => Results.Ok(Samples.Organisation(2, "member")));
        api.MapPut("/organisations/{id:guid}/publication", (Guid id, PublicationRequest request) => request.Phone == "123"
            ? Problem(400, "invalid", "Le formulaire a des erreurs.", new { errors = new Dictionary<string, string[]> { ["phone"] = ["Numéro de téléphone invalide."] } })
            : Results.Ok(Samples.Organisation(1, "member")));
        api.MapGet("/organisations", (string? status, bool? represented, HttpResponse response) =>
        {
            var all = Samples.Statuses.Select((code, i) => Samples.Organisation(i, code)).Where(one => status is null || one.Status == status).ToList();
            return Listed(response, all, all.Count);
        });
        api.MapGet("/organisations/{id:guid}", (Guid id) =>
            Found(Samples.Statuses.Select((code, i) => Samples.Organisation(i, code)).FirstOrDefault(one => one.Id == id)));
        api.MapPost("/organisations", (RegisterOrganisationRequest request) => request.Contact.Email.Contains('@', StringComparison.Ordinal)
            ? Results.Created("/api/membership/v1/organisations/1", Samples.Organisation(4, "registered"))
            : Problem(400, "invalid", "Le formulaire a des erreurs.", new { errors = new Dictionary<string, string[]> { ["contact.email"] = ["Adresse non valable."] } }));
        api.MapPost("/organisations/{id:guid}/confirm-email", (Guid id, ConfirmEmailRequest request) => request.Code == "ABCD-2345"
            ? Results.NoContent()
            : Problem(400, "confirmation-code-wrong", "Le formulaire a des erreurs.", new { errors = new Dictionary<string, string[]> { ["code"] = ["Ce code n’est pas le bon."] } }));
        api.MapPost("/organisations/{id:guid}/confirmation-mails", (Guid id) => Results.NoContent());
        PeopleApi.Map(api);
        SamplePrivacy.Map(api);
        SampleCatalogue.Map(api);
        SampleCommitment.Map(api);
        SampleDuplicates.Map(api);
        SampleRepresentation.Map(api);
        api.MapPost("/organisations/{id:guid}/{step}", (Guid id, string step, HttpRequest request) => request.Headers.IfMatch == "\"2\""
            ? Problem(412, "changed-meanwhile", "Modifié entre-temps.")
            : Results.Ok(Samples.Organisation(0, step == "approve" ? "member" : "under-review")));
        api.MapGet("/organisations/{id:guid}/history", (Guid id) => Results.Ok(new Page<FieldChange>(Samples.History, "more")));
        api.MapGet("/organisations/{id:guid}/notes", (Guid id) => Results.Ok(new Page<ReviewNoteDetails>(Samples.Notes, null)));
        api.MapPost("/organisations/{id:guid}/notes", (Guid id, AddReviewNoteRequest note) => note.Text.Length == 0
            ? Problem(400, "invalid", "Le formulaire a des erreurs.", new { errors = new Dictionary<string, string[]> { ["text"] = ["La note est vide."] } })
            : Results.Created("", Samples.Notes[0]));
        api.MapPut("/organisations/{id:guid}/checklist", (Guid id, TickChecklistRequest ticked, HttpRequest request) => request.Headers.IfMatch == "\"3\""
            ? Results.Ok(Samples.Organisation(1, "under-review") with { Checks = ticked.Done })
            : Problem(412, "changed-meanwhile", "Modifié entre-temps."));
        api.MapPut("/organisations/{id:guid}/registration", (Guid id) => Results.Ok(Samples.Organisation(1, "member")));
        api.MapPut("/organisations/{id:guid}/figures/{year:int}", (Guid id, int year, YearFiguresRequest figures) => figures.Women > figures.Staff
            ? Problem(400, "more-than-staff", "Le formulaire a des erreurs.", new { errors = new Dictionary<string, string[]> { ["women"] = ["Ce nombre dépasse l’effectif."] } })
            : Results.Ok(Samples.Organisation(1, "member")));
        ImportApi.Map(api);
        SampleCompetences.Map(api, Problem);
        Dues(api);
        Operations(app, "membership", 2);
    }

    static void Dues(RouteGroupBuilder api)
    {
        api.MapGet("/dues/plans", () => Results.Ok(new Page<DuesPlanDetails>(SampleDues.Plans, null)));
        api.MapPost("/dues/plans", (PlanDuesRequest plan) => plan.From is null
            ? Problem(400, "invalid", "Le formulaire a des erreurs.", new { errors = new Dictionary<string, string[]> { ["From"] = ["Ce champ est obligatoire."] } })
            : Results.Created("", SampleDues.Plans[0]));
        api.MapPost("/dues/runs", (RunDuesRequest run, bool? dryRun) => Results.Ok(SampleDues.Run(run, dryRun is true)));
        api.MapGet("/dues/arrears", (HttpResponse response) =>
        {
            response.Headers["X-Total-Count"] = "12";
            return Results.Ok(SampleDues.Arrears);
        });
        api.MapGet("/organisations/{id:guid}/dues/statement", (Guid id) => Results.Ok(SampleDues.Statement(id)));
        api.MapPost("/organisations/{id:guid}/dues/payments", (Guid id, RecordPaymentRequest payment) => payment is { Means: "transfer", Reference: null }
            ? Problem(400, "reference-missing", "Le formulaire a des erreurs.", new { errors = new Dictionary<string, string[]> { ["reference"] = ["Indiquez la référence."] } })
            : Results.Created("", SampleDues.Statement(id).Payments[0]));
        api.MapPost("/dues/calls/{id:guid}/cancel", (Guid id) => Results.Ok(SampleDues.Statement(id).Calls[0]));
    }

    static void Events(WebApplication app)
    {
        var api = app.MapGroup("/api/events/v1");
        SamplePrivacy.MapEvents(api);
        api.MapGet("/events", (string? from, string? to, string? status, HttpResponse response) =>
        {
            EventDetails[] found = status == "held" || to is not null ? [Samples.Event(held: true)] : from is not null ? [Samples.Event(held: false)] : [];
            return Listed(response, found, found.Length);
        });
        api.MapGet("/events/{id:guid}", (Guid id) => Found(new[] { Samples.Event(true), Samples.Event(false) }.FirstOrDefault(one => one.Id == id)));
        api.MapPost("/events/{id:guid}/registrations", (Guid id, RegisterRequest request) => request.Name == "Trop Tard"
            ? Problem(409, "event-full", "L’atelier est complet.")
            : Results.Created("/api/events/v1/registrations/1", Samples.Registration(1)));
        api.MapGet("/events/{id:guid}/registrations", (Guid id, HttpResponse response) =>
            Listed(response, Enumerable.Range(0, 6).Select(Samples.Registration).ToList(), 6));
        api.MapGet("/groups", () => new Page<InvitableGroup>([], null));
        api.MapPost("/events/{id:guid}/invitations/group", (Guid id, InviteGroupRequest request, bool? dryRun) => request.GroupId == Samples.Id(731)
            ? Problem(400, "group-empty", "Le formulaire a des erreurs.", new { errors = new Dictionary<string, string[]> { ["groupId"] = ["Le groupe est vide."] } })
            : Results.Ok(new InviteResult(1204, 3)));
        api.MapPost("/registrations/{id:guid}/check-in", (Guid id) => Results.Ok(Samples.Registration(1)));
        Operations(app, "events", 0);
    }

    static void Identity(WebApplication app)
    {
        SamplePrivacy.MapIdentity(app.MapGroup("/api/identity/v1"));
        Operations(app, "identity", 1);
    }

    static void Opportunities(WebApplication app)
    {
        var api = app.MapGroup("/api/opportunities/v1");
        api.MapGet("/opportunities", (string? q, HttpResponse response) =>
            Listed(response, q == "rien" ? [] : Enumerable.Range(0, 5).Select(Samples.Opportunity).ToList(), q == "rien" ? 0 : 61));
        api.MapGet("/opportunities/{id:guid}", (Guid id) => Found(Enumerable.Range(0, 5).Select(Samples.Opportunity).FirstOrDefault(one => one.Id == id)));
        api.MapGet("/opportunities/{id:guid}/matches", (Guid id, HttpResponse response) =>
            Listed(response, Enumerable.Range(0, 4).Select(Samples.Match).ToList(), 4));
        api.MapGet("/quarantine", (HttpResponse response) => Listed<QuarantinedRelease>(response,
            [new(Samples.Id(901), "avis-2021.json", "$.releases[3]", "release-without-ocid", "La publication n’a pas d’ocid.", Samples.Day)], 1));
        Operations(app, "opportunities", 0);
    }

    static void Reporting(WebApplication app)
    {
        var api = app.MapGroup("/api/reporting/v1");
        api.MapGet("/public-figures", () => new PublicFigures(43, 1, 61, Samples.Day));
        api.MapGet("/reports", () => Samples.Reports);
        api.MapGet("/reports/{name}", (string name, string? from) => (name, from) switch
        {
            (_, "hier") => Problem(400, "invalid", "Filtres non valables.", new { errors = new Dictionary<string, string[]> { ["from"] = ["Date non valable."] } }),
            ("cluster-overview", _) => Results.Ok(SampleReports.Overview),
            ("breakdown", _) => Results.Ok(SampleReports.Breakdown),
            ("organisation-activity", _) => Results.Ok(SampleReports.Activity),
            _ => Problem(404, "not-found", "Aucun rapport de ce nom."),
        });
        api.MapGet("/reports/{name}/lineage", (string name, string row, HttpResponse response) =>
        {
            if (row == "women") return Problem(403, "lineage-withheld", "Les messages de ce chiffre ne sont pas montrés.");
            response.Headers["X-Withheld"] = "events.registration";
            return Listed(response, Samples.Lineage, 3);
        });
        Operations(app, "reporting", 0);
    }

    static void Operations(WebApplication app, string service, int parked)
    {
        var api = app.MapGroup($"/api/{service}/v1/operations");
        api.MapGet("/outbox", () => new { depth = parked * 3, oldestSeconds = parked * 1.5, delayed = parked, lastError = parked > 0 ? "broker away" : null });
        api.MapGet("/parked", (HttpResponse response) => Listed(response, Enumerable.Range(0, parked).Select(i => new
        {
            id = Samples.Id(950 + i), messageId = Samples.Id(960 + i), endpoint = "membership-events", outgoing = false,
            wireName = "events.event.held", sender = "events", aggregateId = Samples.Id(101), version = 4,
            reason = "InvalidOperationException: no such event", parkedAt = Samples.Day, state = "parked",
        }).ToList(), parked));
        api.MapPost("/parked/{id:guid}/replay", (Guid id) => Results.Ok(new { }));
        api.MapPost("/parked/{id:guid}/discard", (Guid id) => Results.Ok(new { }));
        api.MapPost("/parked/replay", () => Results.Ok(new { replayed = parked }));
    }

    internal static IResult Found<T>(T? found) => found is null ? Problem(404, "not-found", "Introuvable.") : Results.Ok(found);

    internal static IResult Listed<T>(HttpResponse response, IReadOnlyList<T> items, int total, string? next = null)
    {
        response.Headers["X-Total-Count"] = total.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Results.Ok(new Page<T>(items, next));
    }

    internal static IResult Problem(int status, string code, string title, object? more = null) => Results.Problem(
        statusCode: status, type: "urn:clustertic:problem:" + code, title: title,
        extensions: new Dictionary<string, object?> { ["traceId"] = "0af7651916cd43dd8448eb211c80319c" }
            .Concat(more?.GetType().GetProperties().Select(property => KeyValuePair.Create(property.Name, property.GetValue(more))) ?? []));
}
