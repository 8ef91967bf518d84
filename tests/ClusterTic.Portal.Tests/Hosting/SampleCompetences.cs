using ClusterTic.Membership;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClusterTic.Portal.Tests.Hosting;

/// <summary>What invented organisations can do, the vocabulary, and the matrix.</summary>
static class SampleCompetences
{
    static readonly DateOnly Until = new(2031, 6, 1);

    static readonly (string Code, int Level)[] All = [("72230000", 4), ("72231000", 3), ("72413000", 3), ("48810000", 5), ("72316000", 2), ("80533100", 3)];

    static readonly EvidenceDetails[] Shown =
    [
        new(Samples.Id(1), "reference-project", "Portail des marchés, avis en ligne", "Ministère inventé", false, 2024, new(45_000_000, "XOF"), "CI", null, null, null, false, null, Samples.Day),
        new(Samples.Id(2), "certificate", "ISO 27001", null, false, null, null, null, "Organisme inventé", "N-12", Until, false, null, Samples.Day),
        new(Samples.Id(3), "certificate", "ISO 9001", null, false, null, null, null, "Organisme inventé", null, new(2020, 6, 1), true, null, Samples.Day),
        new(Samples.Id(4), "headcount", null, null, false, null, null, null, null, null, null, false, 6, Samples.Day),
    ];

    /// <summary>The first one verified, the second with a project.</summary>
    public static IReadOnlyList<CompetenceDetails> Details(int number) =>
    [
        .. from one in All.Take(number % 2 == 0 ? 6 : 5).Index()
           select new CompetenceDetails(one.Item.Code, one.Item.Level, one.Index switch { 0 => "verified", 1 => "reference", _ => "declared" },
               one.Index == 0 ? "Vu en atelier." : null, one.Index == 0 ? Samples.Day : null, one.Index == 0 ? "manager@tests" : null,
               one.Index == 0 ? Until : null, one.Index switch { 0 => Shown, 1 => Shown[..1], _ => [] }),
    ];

    public static IReadOnlyList<CompetenceEntry> Entries(int number) =>
    [
        .. from one in Details(number)
           select new CompetenceEntry(one.Code, one.Level, one.Evidence, one.VerifiedUntil,
               [.. one.Evidences.Take(2).Select(shown => new EvidenceEntry(shown.Kind, shown.Title, null, shown.Year, shown.Country, shown.ValidUntil))]),
    ];

    public static void Map(RouteGroupBuilder api, Func<int, string, string, object?, IResult> problem)
    {
        api.MapPost("/competences/cpv-imports", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            return (await reader.ReadToEndAsync()).Contains("xx;", StringComparison.Ordinal)
                ? problem(400, "invalid", "Le formulaire a des erreurs.", new { errors = new Dictionary<string, string[]> { ["lines[2]"] = ["Ce n’est pas un code."] } })
                : Results.Ok(new CpvImportResult(9454, 9000, 454));
        });
        api.MapGet("/competences/cpv", (string? q, string? parent, HttpResponse response) =>
        {
            response.Headers["X-Total-Count"] = "2";
            return new Page<CpvCodeDetails>(
                q == "rien" ? [] :
                [
                    new("72200000", new("Programmation et conseil en logiciels", "Software programming and consultancy"), "72000000", "group", true),
                    new("72210000", new("Programmation de progiciels", "Programming of packaged software"), "72200000", "class", false),
                ], parent is null ? null : "more");
        });
        api.MapGet("/competences/cpv/{code}", (string code) => new CpvCodePath(
            code, new("Programmation et conseil en logiciels", "Software programming and consultancy"), true,
            [new("72000000", new("Services informatiques", "IT services"), null, "division", true)]));
        api.MapGet("/competences/matrix", (string by, int level) => Matrix(by, level));
        api.MapPut("/organisations/{id:guid}/competences/{code}", (Guid id, string code) => code == "72999999"
            ? problem(400, "invalid", "Le formulaire a des erreurs.", new { errors = new Dictionary<string, string[]> { ["code"] = ["Ce n’est pas un code CPV."] } })
            : Results.Ok(Samples.Organisation(2, "member")));
        api.MapDelete("/organisations/{id:guid}/competences/{code}", (Guid id) => Results.Ok(Samples.Organisation(2, "member")));
        api.MapDelete("/organisations/{id:guid}/competences/{code}/evidences/{evidence:guid}", (Guid id) => Results.Ok(Samples.Organisation(2, "member")));
        api.MapPost("/organisations/{id:guid}/competences/{code}/evidences", (Guid id, AddEvidenceRequest request) => request.Year > 2100
            ? problem(400, "invalid", "Le formulaire a des erreurs.", new { errors = new Dictionary<string, string[]> { ["year"] = ["Indiquez une année de 1950 à 2026."] } })
            : Results.Ok(Samples.Organisation(2, "member")));
        api.MapPost("/organisations/{id:guid}/competences/{code}/verify", (Guid id) => Results.Ok(Samples.Organisation(2, "member")));
        api.MapPost("/organisations/{id:guid}/competences/{code}/unverify", (Guid id) => Results.Ok(Samples.Organisation(2, "member")));
    }

    static CompetenceMatrix Matrix(string by, int level)
    {
        string[] columns = by == "size"
            ? ["micro", "small", "medium", "large", "not-independent", "unknown"]
            : ["CI-AB", "CI-BS", "CI-CM", "CI-DN", "CI-GD", "CI-LC", "CI-LG", "CI-MG", "CI-SM", "CI-SV", "CI-VB", "CI-WR", "CI-YM", "CI-ZZ", "none"];
        MatrixRow Row(string code, LocalText label, int of) =>
            new(code, label, of * (of + 1) / 2, [.. columns.Select((_, at) => Math.Max(0, of - at))]);
        return new(
            by, level, columns, [.. columns.Select((_, at) => Math.Max(0, 60 - (at * 9)))],
            [
                Row("72230000", new("Développement de logiciels sur mesure", "Custom software development"), 12),
                Row("48300000", new("Création de documents, dessin et image\u00A0: logiciels", "Document, drawing and imaging software"), 1),
            ],
            [
                Row("cloud", new("Informatique en nuage", "Cloud computing"), 3), Row("drones", new("Drones", "Drones"), 1), Row("agritech", new("Agriculture numérique", "Agritech"), 0),
                Row("national-languages", new("Localisation en langues nationales", "Localisation in national languages"), 0),
            ],
            ["agritech", "national-languages"], ["drones"]);
    }
}
