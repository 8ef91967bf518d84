using System.Text.Json;
using ClusterTic.Membership;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClusterTic.Portal.Tests.Hosting;

/// <summary>What Membership answers about organisations that may be one; all of it invented.</summary>
static class SampleDuplicates
{
    static readonly AlikeOrganisation Kept = new(
        Samples.Id(2), "Lagune Logiciels", null, "member", "CI-AB", "Abidjan", "CI-2019-1234567 A", null, null, Samples.Day);

    static readonly AlikeOrganisation Other = new(
        Samples.Id(1), "Société d’ingénierie et de services numériques de la lagune", "LAGUNE LOGICIEL SARL", "registered", "CI-AB", "Abidjan", null, "CI-ABJ-2016-B-12345", null, null);

    static IReadOnlyList<DuplicatePairDetails> Pairs { get; } =
    [
        new(Other, Kept, ["idu", "name", "phone"], 0.99, Samples.Day, null, null),
        new(Kept, Other with { Id = Samples.Id(4), Name = "Baobab Cloud" }, ["domain"], 0.4, Samples.Day, null, null),
    ];

    public static MergeDetails Merged { get; } = new(
        Samples.Id(770), Kept.Id, Kept.Name, Other.Id, Other.Name, "manager@tests", "Yao Inventé", Samples.Day, Samples.Day.AddYears(9), null, ["idu"], new(1, 0, 0, 2, 0, 0, 1, 0));

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/duplicates", (bool? dismissed, HttpResponse response) => dismissed is true
            ? RemoteApis.Listed<DuplicatePairDetails>(response, [Pairs[1] with { DismissedAt = Samples.Day, DismissedByName = "Awa Exemple" }], 1)
            : RemoteApis.Listed(response, Pairs, 2));
        api.MapPost("/duplicates/{first:guid}/{second:guid}/{decision}", (Guid first, Guid second, string decision) => Pairs[0]);
        api.MapGet("/organisations/{id:guid}/duplicates", (Guid id) => id == Kept.Id
            ? [new(Other, ["name", "phone"], 0.96, false), new DuplicateCandidate(Other with { Id = Samples.Id(4), Name = "Baobab Cloud" }, ["domain"], 0.4, true)]
            : Array.Empty<DuplicateCandidate>());
        api.MapGet("/organisations/{id:guid}/merge", (Guid id, Guid absorb) => new MergePreview(
            Of(id), Of(absorb), Fields, new(1, 2, 0, 3, 1, 0, 4, 1), absorb == Samples.Id(2) ? "merge-keep-the-member" : null));
        api.MapPost("/organisations/{id:guid}/merge", (Guid id, MergeRequest request) => request.Take is ["idu", ..]
            ? Results.Ok(Merged)
            : RemoteApis.Problem(409, "merge-open-dues", "L’organisation qui disparaît a des cotisations ouvertes."));
        api.MapGet("/merges", (Guid? organisation) => new Page<MergeDetails>([Merged, Merged with { Id = Samples.Id(771), UndoneAt = Samples.Day }], null));
        api.MapPost("/merges/{id:guid}/undo", (Guid id) => id == Merged.Id
            ? Results.Ok(Merged with { UndoneAt = Samples.Day })
            : RemoteApis.Problem(409, "merge-undone-already", "Cette fusion est déjà annulée."));
    }

    static IReadOnlyList<MergeField> Fields { get; } =
    [
        new("name", [Json("Lagune Logiciels")], [Json("Société d’ingénierie et de services numériques de la lagune")], false),
        new("place", [Json("CI"), Json("CI-AB"), Json("Abidjan")], [Json("CI"), Json("CI-YM"), Json("Yamoussoukro")], false),
        new("idu", [Json(null)], [Json("CI-2019-1234567 A")], true),
        new("description", [Json(new LocalText("Éditeur de logiciels", "Software publisher"))], [Json(null)], false),
        new("membership", [Json("member"), Json(Samples.Day)], [Json(null), Json(null)], false),
        new("contact", [Json("Awa Exemple"), Json("awa@exemple.example"), Json("+2250701020304")], [Json("Yao Inventé"), Json("yao@exemple.example"), Json(null)], false),
    ];

    static OrganisationDetails Of(Guid id) => id == Kept.Id ? Samples.Organisation(2, "member") : Samples.Organisation(1, "registered");

    static JsonElement Json(object? value) => JsonSerializer.SerializeToElement(value, JsonSerializerOptions.Web);
}
