using ClusterTic.Membership;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClusterTic.Portal.Tests.Hosting;

/// <summary>What Membership answers about the charter, the team's contacts, meetings and groups; all of it invented.</summary>
static class SampleCommitment
{
    static readonly DateOnly Day = new(2026, 3, 2);

    public static IReadOnlyList<CharterSignatureDetails> Signatures { get; } =
    [
        new(Samples.Id(700), "1", Day, Samples.Id(500), "Awa Exemple", "manager@tests", "Yao Inventé", Samples.Day, null, null, null),
        new(Samples.Id(701), "0", Day.AddYears(-3), Samples.Id(501), "Yao Inventé", "manager@tests", null, Samples.Day, Samples.Day.AddDays(2), "error", "Saisie pour une autre organisation"),
    ];

    public static IReadOnlyList<InteractionDetails> Log { get; } =
    [
        Entry(710, "visit", "needs", "Cherche un partenaire pour un marché.\nRappeler après le comité.", "Awa Exemple", Day.AddDays(7), false),
        Entry(711, "call", "welcome", null, null, Day.AddDays(1), true),
        Entry(712, "mail", "dues", "Doublon", null, null, false) with { CancelledAt = Samples.Day, CancelReason = "duplicate" },
    ];

    public static IReadOnlyList<MeetingDetails> Meetings { get; } =
    [
        new(Samples.Id(720), 1, Samples.Id(550), Samples.Day.AddYears(9), "Salle de conférence de l’agence, deuxième étage", false, "Feuille de route", null, [], 0, 0, false, null),
        new(Samples.Id(721), 4, Samples.Id(550), Samples.Day, null, true, "Bilan", "Le bilan est adopté.\nLa prochaine réunion se tient en mars.",
            [new(Samples.Id(500), "Awa Exemple", true), new(Samples.Id(502), "Koffi Fictif", false)], 2, 4, true, null),
        new(Samples.Id(722), 2, Samples.Id(550), Samples.Day.AddDays(-30), "Abidjan", false, null, null, [], 0, 0, false, Samples.Day),
    ];

    public static IReadOnlyList<GroupEntry> Groups { get; } =
    [
        new(Samples.Id(730), "cloud-abidjan", new("Cloud à Abidjan", "Cloud in Abidjan"), 1204, Samples.Day, null),
        new(Samples.Id(731), "un-groupe-dont-le-code-est-assez-long-pour-un-telephone", new("Un groupe clos", "A closed group"), 0, null, Samples.Day),
    ];

    public static GroupDetails Group { get; } = new(
        Samples.Id(730), 5, "cloud-abidjan", new("Cloud à Abidjan", "Cloud in Abidjan"),
        new(Status: "member", Region: "CI-AB", Competence: "72000000", Level: 3, CharterSigned: true),
        [new(Samples.Id(4), "Baobab Cloud")], [new(Samples.Id(2), "Lagune Logiciels")], 2, Samples.Day, 2, null);

    static IReadOnlyList<GroupMember> Members { get; } =
    [
        new(Samples.Id(4), "Baobab Cloud", null, "company", "member", "member", "CI-AB", "Abidjan", "small", true),
        new(Samples.Id(1), "Société d’ingénierie et de services numériques de la lagune", null, "startup", "suspended", "member", "CI-AB", "Abidjan", null, false),
    ];

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/organisations/{id:guid}/charter", (Guid id) => new Page<CharterSignatureDetails>(Signatures, null));
        api.MapPost("/organisations/{id:guid}/charter", (Guid id, SignCharterRequest request) => request.SignatoryId is null
            ? Fault("signatoryId", "Indiquez qui a signé.")
            : Results.Created("", Signatures[0]));
        api.MapPost("/organisations/{id:guid}/charter/{signature:guid}/revoke", (Guid id, Guid signature) => Signatures[1]);
        api.MapGet("/organisations/{id:guid}/interactions", (Guid id) => new Page<InteractionDetails>(Log, "more"));
        api.MapPost("/organisations/{id:guid}/interactions", (Guid id, InteractionRequest request) => request.Kind.Length == 0
            ? Fault("kind", "Nature de contact inconnue.")
            : Results.Created("", Log[0]));
        api.MapPut("/organisations/{id:guid}/interactions/{interaction:guid}", (Guid id, Guid interaction, InteractionRequest request) =>
            request.FollowUpOn < request.On ? Fault("followUpOn", "Le suivi précède le contact.") : Results.Ok(Log[0]));
        api.MapPost("/organisations/{id:guid}/interactions/{interaction:guid}/{step}", (Guid id, Guid interaction, string step) => Log[0]);
        api.MapGet("/interactions", (HttpResponse response) => RemoteApis.Listed(response, Log.Take(1).ToList(), 1));
        api.MapGet("/interactions/quiet", (HttpResponse response) => RemoteApis.Listed<QuietMember>(
            response, [new(Samples.Id(4), "Baobab Cloud", null, Day), new(Samples.Id(1), "Lagune Logiciels", Day, Day)], 2));

        api.MapGet("/bodies/{id:guid}/meetings", (Guid id) => new Page<MeetingDetails>(Meetings, null));
        api.MapPost("/bodies/{id:guid}/meetings", (Guid id, MeetingRequest request) => request is { Place: null, IsOnline: false }
            ? Fault("place", "Indiquez le lieu.")
            : Results.Created("", Meetings[0]));
        api.MapPut("/bodies/{id:guid}/meetings/{meeting:guid}", (Guid id, Guid meeting) => Meetings[1]);
        api.MapPost("/bodies/{id:guid}/meetings/{meeting:guid}/cancel", (Guid id, Guid meeting) => Meetings[2]);

        api.MapGet("/groups", (HttpResponse response) => RemoteApis.Listed(response, Groups, Groups.Count));
        api.MapPost("/groups", (DefineGroupRequest request) => request.Code.Length == 0 ? Fault("code", "Indiquez un code.") : Results.Created("", Group));
        api.MapPost("/groups/preview", (PreviewGroupRequest request) => new GroupPreview(1204, Members));
        api.MapGet("/groups/{id:guid}", (Guid id) => RemoteApis.Found(id == Group.Id ? Group : null));
        api.MapPut("/groups/{id:guid}", (Guid id, ChangeGroupRequest request) => request is not { Filter.Level: 4, Included: [_], Excluded: [_] }
            ? Fault("filter.level", "Choisissez un autre niveau.")
            : Results.Ok(Group));
        api.MapGet("/groups/{id:guid}/members", (Guid id) => new Page<GroupMember>(Members, "more"));
        api.MapPost("/groups/{id:guid}/{step}", (Guid id, string step) => Group);
    }

    static InteractionDetails Entry(int id, string kind, string purpose, string? note, string? person, DateOnly? followUp, bool done) => new(
        Samples.Id(id), 2, Samples.Id(2), "Lagune Logiciels", kind, purpose, Day, note, person is null ? null : Samples.Id(500), person, followUp, done,
        "manager@tests", "Yao Inventé", Samples.Day, null, null);

    static IResult Fault(string field, string text) =>
        RemoteApis.Problem(400, "invalid", "Le formulaire a des erreurs.", new { errors = new Dictionary<string, string[]> { [field] = [text] } });
}
