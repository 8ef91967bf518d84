using ClusterTic.Membership;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClusterTic.Portal.Tests.Hosting;

/// <summary>Imports as Membership answers: one at work, one that waits for decisions.</summary>
static class ImportApi
{
    static readonly DateTimeOffset At = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/imports", () => Results.Ok(new Page<ImportDetails>([AtWork, Checked], null)));
        api.MapGet("/imports/{id:guid}", (Guid id) => id == AtWork.Id ? Results.Ok(AtWork) : id == Checked.Id ? Results.Ok(Checked) : Results.NotFound());
        api.MapGet("/imports/{id:guid}/rows", (Guid id, string? verdict) => Results.Ok(new Page<ImportRowDetails>([.. Rows.Where(row => row.Verdict == verdict)], null)));
        api.MapPost("/imports", async (HttpRequest request) =>
        {
            using var body = new StreamReader(request.Body);
            var text = await body.ReadToEndAsync();
            return text.StartsWith("nom;", StringComparison.Ordinal) && request.Query["dryRun"] == "true" && request.Query["separator"] == "semicolon"
                ? Results.Created($"/api/membership/v1/imports/{Checked.Id}", Checked)
                : Results.Json(
                    new { type = "urn:clustertic:problem:table-empty", title = "Le formulaire a des erreurs.", errors = new Dictionary<string, string[]> { ["file"] = ["Le fichier est vide."] } },
                    contentType: "application/problem+json", statusCode: 400);
        });
        api.MapPost("/imports/{id:guid}/rows/{row:int}/decision", (Guid id, int row, DecideRowRequest request) =>
            request is { Decision: "update", OrganisationId: { } target } && row == 4 && target == Samples.Id(3) ? Results.NoContent() : Results.BadRequest());
        api.MapPost("/imports/{id:guid}/apply", (Guid id, ApplyImportRequest request) => request.GoodRowsOnly
            ? Results.Ok(AtWork)
            : Results.Json(new { type = "urn:clustertic:problem:import-has-open-rows", title = "3 lignes sont à décider." }, contentType: "application/problem+json", statusCode: 409));
    }

    static ImportDetails AtWork => Import(1, "checking", "running", new() { ["good"] = 6200 }, 20_000);

    static ImportDetails Checked => Import(2, "checked", "done", new() { ["good"] = 41, ["faulty"] = 1, ["candidate"] = 1, ["several"] = 1 }, 44);

    static ImportDetails Import(int number, string stage, string job, Dictionary<string, int> counts, int rows) => new(
        Samples.Id(number), "membres-du-cluster-et-candidats-2021.csv", "csv", "windows-1252", ";", stage, true, false, rows,
        [new("Raison sociale", "name"), new("Courriel", "contact-email"), new("Remarque", null)], counts, job == "done" ? 1 : 0,
        new(Samples.Id(900), job, counts.Values.Sum(), rows, false, null, At, At, job == "done" ? At : null), "awa@exemple", "Awa Exemple", At, null);

    static readonly ImportRowDetails[] Rows =
    [
        new(3, "faulty", "Delta Tout", "Abidjan", [new("region", "Région", "Abidjn", "unknown-region", "Cette région n’existe pas. Exemple : CI-AB.")], [], null, null, null),
        new(4, "candidate", "Société Épsilon SARL", "Man", [], [new(Samples.Id(3), "Epsilon", ["name", "domain"], null)], null, null, null),
        new(5, "several", "Zeta Double", "Man", [], [new(Samples.Id(3), "Zeta Double", ["name"], null), new(Samples.Id(4), "Eta Double", ["idu"], null), new(null, "", ["name"], 4)], "skip", null, null),
        new(6, "good", "Gamma Tout", "Abidjan", [], [], null, null, null),
    ];
}
