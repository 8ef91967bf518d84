using ClusterTic.Membership;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClusterTic.Portal.Tests.Hosting;

/// <summary>Invented representatives and what they ask for, with one of each state.</summary>
static class SampleRepresentation
{
    public static IReadOnlyList<RepresentativeDetails> Representatives(Guid organisation) =>
    [
        new(Samples.Id(810), 3, organisation, Samples.Id(501), "Koffi Inventé", "koffi@exemple.example", "invited", Samples.Day, "Yao Inventé", Samples.Day.AddDays(14), null, null, null),
        new(Samples.Id(811), 2, organisation, Samples.Id(500), "Awa Exemple", "awa@exemple.example", "live", Samples.Day, "Yao Inventé", Samples.Day.AddDays(14), Samples.Day.AddDays(1), null, null),
        new(Samples.Id(812), 3, organisation, Samples.Id(502), "Aya Fictive", "aya@exemple.example", "ended", Samples.Day, null, Samples.Day.AddDays(14), null, Samples.Day.AddDays(3), "contact-ended"),
    ];

    public static IReadOnlyList<MyRepresentation> Mine { get; } =
    [
        new(Samples.Id(811), Samples.Id(2), Samples.Members[2].Name, "member", Samples.Day),
        new(Samples.Id(813), Samples.Id(5), Samples.Members[5].Name, "suspended", Samples.Day.AddDays(5)),
    ];

    public static ChangeRequestDetails Request(string status) => new(
        Samples.Id(820 + status.Length), 1, Samples.Id(2), Samples.Members[2].Name, status,
        new("Baobab Numérique de l’Ouest et du Centre SARL", null, "CI-ABJ-03-2021-B12-00345", null, null), new("Baobab Numérique", null, null, "1234567 A", null),
        "Changement de statuts du 3 novembre 2021", "Awa Exemple", Samples.Day, status == "open" ? null : "Yao Inventé", status == "open" ? null : Samples.Day.AddDays(2),
        status == "rejected" ? "Il manque l’extrait du registre." : null, ["ncc"]);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/representations/mine", () => new Page<MyRepresentation>(Mine, null));
        api.MapPost("/representations/accept", (AcceptRepresentationRequest request) => request.Code == "ABCD-2345-EFGH-6789"
            ? Results.Ok(Mine[0])
            : RemoteApis.Problem(400, "representation-code-wrong", "Le formulaire a des erreurs.", new { errors = new Dictionary<string, string[]> { ["code"] = ["Ce code n’est pas valable."] } }));
        api.MapPost("/representations/invitations", (bool? dryRun) => new InvitedMembers(500, dryRun is true ? 37 : 0));
        api.MapGet("/organisations/{id:guid}/representatives", (Guid id) => new Page<RepresentativeDetails>(Representatives(id), null));
        api.MapPost("/organisations/{id:guid}/representatives", (Guid id, InviteRepresentativeRequest request) => Results.Created("", Representatives(id)[0]));
        api.MapPost("/organisations/{id:guid}/representatives/{representative:guid}/end", (Guid id, EndRepresentativeRequest request) => Results.Ok(Representatives(id)[2]));
        api.MapGet("/organisations/{id:guid}/change-requests", (Guid id) => new Page<ChangeRequestDetails>(
            id == Samples.Id(2) ? [Request("open"), Request("rejected")] : [], null));
        api.MapPost("/organisations/{id:guid}/change-requests", (Guid id, AskForChangeRequest request) => request.Why.Length < 5
            ? RemoteApis.Problem(400, "invalid", "Le formulaire a des erreurs.", new { errors = new Dictionary<string, string[]> { ["why"] = ["Dites pourquoi."] } })
            : Results.Created("", Request("open")));
        api.MapPost("/organisations/{id:guid}/change-requests/{request:guid}/approve", (Guid id) => Results.Ok(Request("approved")));
        api.MapPost("/organisations/{id:guid}/change-requests/{request:guid}/reject", (Guid id, RejectChangeRequest body) => body.Why.Length == 0
            ? RemoteApis.Problem(400, "invalid", "Le formulaire a des erreurs.", new { errors = new Dictionary<string, string[]> { ["Why"] = ["Ce champ est obligatoire."] } })
            : Results.Ok(Request("rejected")));
        api.MapGet("/change-requests", (string status, HttpResponse response) => RemoteApis.Listed(response, new[] { Request(status) }, 1));
    }
}
