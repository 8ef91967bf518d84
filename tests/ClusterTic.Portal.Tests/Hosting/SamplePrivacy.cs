using System.Text.Json;
using ClusterTic.Membership;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClusterTic.Portal.Tests.Hosting;

/// <summary>What services answer about personal data: the register, terms, orders of erasure, what is held and who has seen it.</summary>
static class SamplePrivacy
{
    static readonly ErasureDetails Open = new(
        Samples.Id(800), 1, Samples.Id(500), "request", Samples.Day, "manager@tests", "Yao Inventé",
        [
            new("membership", Samples.Day, null, [new("people", 1), new("history", 14), new("import-rows", 2)]),
            new("identity", Samples.Day.AddSeconds(2), "account-with-role", []),
        ],
        ["events", "opportunities", "reporting"], null);

    static readonly ErasureDetails Done = Open with
    {
        Id = Samples.Id(801), Reason = "retention", By = "service/membership", ByName = null, CompletedAt = Samples.Day.AddSeconds(9), Missing = [],
    };

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/privacy/processings", () => new ProcessingRegister("donnees@exemple.example",
        [
            new("membership", new("Adhésion au cluster", "Membership"), new("Décider des candidatures", "Deciding on applications"), new("Contacts", "Contacts"),
                new("Nom, adresse", "Name, address"), new("Membership", "Membership"), new("Équipe", "Team"), new("36 mois", "36 months"), new("Adhésion", "Membership")),
        ]));
        api.MapGet("/accesses", (string? account, HttpResponse response) =>
        {
            DataAccess[] all =
            [
                new(Samples.Id(810), "0190a1b2-0000-7000-8000-000000000001@identite.exemple.example", "Yao Inventé", "people.show", Samples.Id(500), null, 1, Samples.Day),
                new(Samples.Id(811), "sans-nom@tests", null, "people.search", null, null, 12, Samples.Day), new(Samples.Id(812), "sans-nom@tests", null, "organisations.export", null, null, null, Samples.Day),
            ];
            DataAccess[] found = [.. all.Where(one => account is null || one.By == account)];
            return RemoteApis.Listed(response, found, found.Length, account is null ? "more" : null);
        });
        api.MapGet("/privacy/retention", () => (RetentionRule[])[new("applicants", 24, 3), new("contacts", 36, 0), new("mandates", 60, 0), new("notes", 60, 12)]);
        api.MapGet("/erasures", (HttpResponse response) => RemoteApis.Listed(response, [Open, Done], 2));
        api.MapGet("/erasures/{id:guid}", (Guid id) => RemoteApis.Found(id == Open.Id ? Open : id == Done.Id ? Done : null));
        api.MapPost("/people/{id:guid}/erase", (Guid id, ErasePersonRequest request) => request.Reason switch
        {
            "" => RemoteApis.Problem(400, "invalid", "Le formulaire a des erreurs.", new { errors = new Dictionary<string, string[]> { ["reason"] = ["Motif inconnu."] } }),
            "consent" => RemoteApis.Problem(409, "main-contact-cannot-be-erased", "Cette personne est le contact principal de Lagune Logiciels."),
            _ => Results.Created("", Open),
        });
        Held(api, "membership", new DataCategory("people", [Entry(("name", "Awa Exemple"), ("email", "awa@exemple.example"), ("sex", "f"))]),
            new("contacts", [Entry(("organisation", "Lagune Logiciels"), ("role", "director"), ("since", "2021-11-03"))]),
            new("consents", [Entry(("purpose", "statistics"), ("givenAt", "2021-11-03T09:00:00.0000000+00:00"))]), new("mandates", []),
            new("representations", [Entry(("organisation", "Lagune Logiciels"), ("representationStatus", "live"), ("account", "compte-1"))]),
            new("change-requests", [Entry(("organisation", "Lagune Logiciels"), ("askedAt", "2021-11-03T09:00:00.0000000+00:00"), ("requestStatus", "open"), ("proposedName", "Lagune Numérique"))]));
    }

    public static void MapEvents(RouteGroupBuilder api)
    {
        api.MapGet("/accesses", (HttpResponse response) => RemoteApis.Listed<DataAccess>(response, [], 0));
        Held(api, "events", new DataCategory("people", [Entry(("name", "Awa Exemple"))]), new("registrations", [Entry(("event", "Atelier"), ("status", "confirmed"))]));
    }

    /// <summary>Identity finds accounts by the address, which must not stand in its own.</summary>
    public static void MapIdentity(RouteGroupBuilder api)
    {
        api.MapPost("/people/{id:guid}/data", (Guid id, JsonElement asked) => new PersonData(id, "identity", Samples.Day,
        [
            new("accounts", [Entry(("account", "compte-1"), ("email", asked.GetProperty("email").GetString()!))]),
            new("account-roles", [Entry(("accountRole", "partner"))]),
            new("sessions", [.. asked.GetProperty("subjects").EnumerateArray().Select(one => Entry(("signedInAt", "2021-11-03T09:00:00.0000000+00:00"), ("client", one.GetString()!), ("sessionStatus", "valid")))]),
        ]));
        api.MapGet("/people/{id:guid}/accesses", () => new Page<DataAccess>([], null));
        api.MapGet("/accesses", (HttpResponse response) => RemoteApis.Listed<DataAccess>(response, [], 0));
    }

    static void Held(RouteGroupBuilder api, string service, params DataCategory[] categories)
    {
        api.MapGet("/people/{id:guid}/data", (Guid id) => new PersonData(id, service, Samples.Day, categories));
        api.MapGet("/people/{id:guid}/accesses", (Guid id) => service == "events" ? new Page<DataAccess>([], null) : new Page<DataAccess>(
            [new(Samples.Id(810), "manager@tests", "Yao Inventé", "people.show", id, null, 1, Samples.Day), new(Samples.Id(811), "sans-nom@tests", null, "people.data", id, null, 1, Samples.Day)], "more"));
    }

    static DataEntry Entry(params IEnumerable<(string Name, string Value)> fields) => new([.. fields.Select(field => new DataField(field.Name, field.Value))]);
}
