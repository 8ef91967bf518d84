using ClusterTic.Membership;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClusterTic.Portal.Tests.Hosting;

/// <summary>What Membership answers about people, contacts, consents and bodies.</summary>
static class PeopleApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/organisations/{id:guid}/contacts", (Guid id) => new Page<OrganisationContact>(SamplePeople.Contacts, null));
        api.MapPost("/organisations/{id:guid}/contacts", (Guid id, AddContactRequest request) => request.Role.Length == 0
            ? Fault("role", "Indiquez un rôle.")
            : Results.Created("", SamplePeople.Contacts[1]));
        api.MapPut("/organisations/{id:guid}/contacts/{contact:guid}", (Guid id, Guid contact, ChangeContactRequest request) => request.Phone == "12"
            ? Fault("phone", "Numéro non valable.")
            : Results.Ok(SamplePeople.Contacts[1]));
        api.MapGet("/organisations/{id:guid}/contacts/{contact:guid}/history", (Guid id, Guid contact) => new Page<FieldChange>(SamplePeople.ContactHistory, null));
        api.MapPost("/organisations/{id:guid}/contacts/{contact:guid}/{step}", (Guid id, Guid contact, string step) => step == "end" && contact == Samples.Id(521)
            ? RemoteApis.Problem(409, "contact-has-ended", "Ce rôle est terminé.")
            : Results.Ok(SamplePeople.Contacts[1]));

        api.MapGet("/people", (string? q, HttpResponse response) => q == "Inconnue"
            ? RemoteApis.Listed<PersonEntry>(response, [], 0)
            : RemoteApis.Listed(response, SamplePeople.Entries, SamplePeople.Entries.Count, q is null ? "more" : null));
        api.MapGet("/people/duplicates", (bool? dismissed, HttpResponse response) => RemoteApis.Listed(
            response, [dismissed is true ? Alike with { DismissedAt = Samples.Day, DismissedByName = "Awa Exemple" } : Alike], 1));
        api.MapPost("/people/duplicates/{first:guid}/{second:guid}/dismiss", (Guid first, Guid second) => Alike);
        api.MapGet("/people/{id:guid}/merge", (Guid id, Guid absorb) => new PersonMergePreview(
            SamplePeople.Person with { Id = id }, SamplePeople.Person with { Id = absorb, Version = 3, Email = "yao.un.nom.assez.long.pour.une.colonne@exemple.example", Mandates = [] },
            new(2, 1, 0, 1, 1, 1, 0, 3, 1), id == Samples.Id(502) ? "merge-mandates-overlap" : null));
        api.MapPost("/people/{id:guid}/merge", (Guid id, MergePeopleRequest request) => request.AbsorbVersion == 3 && id == Samples.Id(500)
            ? Results.Ok(SamplePeople.Person)
            : RemoteApis.Problem(412, "changed-meanwhile", "Modifié entre-temps."));
        api.MapGet("/people/{id:guid}", (Guid id) => RemoteApis.Found(id == SamplePeople.Person.Id ? SamplePeople.Person : null));
        api.MapPut("/people/{id:guid}", (Guid id, ChangePersonRequest request) => request.Email == "prise@exemple.example"
            ? RemoteApis.Problem(409, "email-taken", "Cette adresse est celle de Yao Inventé.")
            : Results.Ok(SamplePeople.Person));
        api.MapGet("/people/{id:guid}/history", (Guid id) => new Page<FieldChange>(Samples.History, null));
        api.MapGet("/people/{id:guid}/consents", (Guid id) => new Page<ConsentDetails>(SamplePeople.Consents, null));
        api.MapPost("/people/{id:guid}/consents", (Guid id, GiveConsentRequest request) => request.How.Length == 0
            ? Fault("how", "Indiquez comment.")
            : Results.Created("", SamplePeople.Consents[0]));
        api.MapPost("/people/{id:guid}/consents/{consent:guid}/withdraw", (Guid id, Guid consent) => SamplePeople.Consents[0]);

        api.MapGet("/bodies", (HttpResponse response) => RemoteApis.Listed(response, SamplePeople.Bodies, SamplePeople.Bodies.Count));
        api.MapPost("/bodies", (DefineBodyRequest request) => request.Name.En is null
            ? Fault("name.en", "Ce champ est requis.")
            : Results.Created("", SamplePeople.Body));
        api.MapGet("/bodies/{id:guid}", (Guid id) => RemoteApis.Found(id == SamplePeople.Body.Id ? SamplePeople.Body : null));
        api.MapPut("/bodies/{id:guid}", (Guid id) => SamplePeople.Body);
        api.MapGet("/bodies/{id:guid}/history", (Guid id) => new Page<FieldChange>(SamplePeople.BodyHistory, null));
        api.MapPost("/bodies/{id:guid}/close", (Guid id) => SamplePeople.Body);
        api.MapPost("/bodies/{id:guid}/mandates", (Guid id, GiveMandateRequest request) => request.Function == "chair"
            ? RemoteApis.Problem(409, "seats-are-filled", "Les sièges sont occupés.")
            : Results.Ok(SamplePeople.Body));
        api.MapPut("/bodies/{id:guid}/mandates/{mandate:guid}", (Guid id, Guid mandate, ChangeMandateRequest request) => request.To < request.From
            ? Fault("to", "Le dernier jour précède le premier.")
            : Results.Ok(SamplePeople.Body));
        api.MapPost("/bodies/{id:guid}/mandates/{mandate:guid}/end", (Guid id, Guid mandate) => SamplePeople.Body);
    }

    static readonly PeopleAlike Alike = new(SamplePeople.Entries[0], SamplePeople.Entries[1], ["name", "phone"]);

    static IResult Fault(string field, string text) =>
        RemoteApis.Problem(400, "invalid", "Le formulaire a des erreurs.", new { errors = new Dictionary<string, string[]> { [field] = [text] } });
}
