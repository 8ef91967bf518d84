using ClusterTic.Membership;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClusterTic.Portal.Tests.Hosting;

/// <summary>The catalogue as Membership answers.</summary>
static class SampleCatalogue
{
    static readonly (string Slug, LocalText Name)[] Names =
    [
        ("paie-simple", new("Paie simple", "Simple payroll")), ("recolte-suivie", new("Récolte suivie par téléphone", "Harvest tracked by phone")),
        ("audit-de-securite", new("Audit de sécurité des applications de paiement mobile", "Security audit of mobile payment applications")),
    ];

    public static IEnumerable<string> Slugs => Names.Select(one => one.Slug);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/catalogue", (string? q, Guid? organisation, string? after, HttpResponse response) =>
        {
            CatalogueEntry[] found = q == "rien" || after is not null ? [] : [.. Names.Select((_, i) => Entry(i))];
            response.Headers["X-Total-Count"] = found.Length.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return Results.Ok(new CataloguePage(organisation is null ? found : found[..1], q is null && organisation is null && after is null ? "more" : null, q == "rien" ? [] : Facets, Near: q == "paeiment"));
        });
        api.MapGet("/catalogue/{slug}", (string slug) => slug == Names[0].Slug ? Results.Ok(Shown) : RemoteApis.Problem(404, "not-found", "Introuvable."));
        api.MapGet("/catalogue/{slug}/pictures/{id:guid}", (string slug, Guid id) => Results.Text(Drawing, "image/svg+xml"));
        api.MapGet("/organisations/{id:guid}/logo", (Guid id) => Results.Text(Drawing, "image/svg+xml"));
        api.MapPut("/organisations/{id:guid}/logo", async (Guid id, HttpRequest request) =>
            request.Headers.IfMatch == "\"3\"" && (await request.ReadFormAsync()).Files["file"] is { Length: > 10 }
                ? Results.Ok(Samples.Organisation(2, "member")) : Refused("file", "Ce fichier n’est pas une image."));
        Offers(api.MapGroup("/organisations/{id:guid}/offers"));
    }

    static void Offers(RouteGroupBuilder offers)
    {
        offers.MapGet("", (Guid id, HttpResponse response) => RemoteApis.Listed(response, (OfferDetails[])[Offer(0, "published"), Offer(1, "draft"), Offer(2, "withdrawn")], 3));
        offers.MapPost("", (Guid id, OfferRequest offer) => offer.Name.Fr is null
            ? Refused("name.fr", "Ce champ est requis.") : Results.Created("", Offer(1, "draft")));
        offers.MapGet("/{offer:guid}", (Guid id, Guid offer) => RemoteApis.Found(new[] { Offer(0, "published"), Offer(1, "draft") }.FirstOrDefault(one => one.Id == offer)));
        offers.MapGet("/{offer:guid}/history", (Guid id, Guid offer) => Results.Ok(new Page<FieldChange>(History, null)));
        offers.MapPut("/{offer:guid}", (Guid id, Guid offer, OfferRequest request) => request.CpvCodes is ["alchemy"]
            ? Refused("cpvCodes", "« alchemy » n’est pas un code.") : Results.Ok(Offer(0, "published")));
        offers.MapPost("/{offer:guid}/publish", (Guid id, Guid offer) => RemoteApis.Problem(409, "offer-needs-both-languages", "Le nom et le résumé doivent être en français et en anglais."));
        offers.MapPost("/{offer:guid}/confirm", (Guid id, Guid offer) => Results.Ok(Offer(0, "published")));
        offers.MapPost("/{offer:guid}/pictures", async (Guid id, Guid offer, HttpRequest request) =>
            await request.ReadFormAsync() is var form && form["altEn"] == "A screen" && form.Files["file"] is { Length: > 10 }
                ? Results.Ok(Offer(0, "published")) : Refused("altEn", "Ce champ est requis."));
    }

    static IResult Refused(string field, string why) => RemoteApis.Problem(
        400, "invalid", "Le formulaire a des erreurs.", new { errors = new Dictionary<string, string[]> { [field] = [why] } });

    const string Drawing = """<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360"><rect width="640" height="360" fill="#0b6340"/><circle cx="320" cy="180" r="90" fill="#e87511"/></svg>""";

    static readonly OfferPictureDetails Picture = new(Samples.Id(770), new("Un écran avec la fiche de paie", "A screen with the payslip"), 640, 360);

    static CatalogueEntry Entry(int i) => new(
        Samples.Id(760 + i), Names[i].Slug, i == 0 ? "product" : "service", Names[i].Name,
        new("Un résumé inventé, assez long pour passer à la ligne deux fois au moins sur une carte.", "An invented summary, long enough to wrap twice at least on a card."),
        ["48000000"], ["cloud"], ["national"], i == 0 ? "subscription" : "on-request", i == 0 ? 25_000 : null, i == 0, Samples.Id(2), Samples.Members[2].Name,
        "CI-AB", i == 1 ? null : Picture);

    static CatalogueOffer Shown => new(
        Samples.Id(760), Names[0].Slug, "product", Names[0].Name, Entry(0).Summary, new("Deux lignes.\nEt encore une.", "Two lines.\nAnd one more."),
        ["48000000", "72230000"], ["cloud", "mobile-money"], ["33000000"], ["national", "uemoa"], 8, "subscription", 25_000, 80, true, "copyright", "Dépôt 2024-12",
        Samples.Day, Samples.Day.AddMonths(3), Samples.Id(2), Samples.Members[2].Name, "Bouaké", "CI-VB", "CI", Samples.Id(771), [Picture, Picture with { Id = Samples.Id(772) }]);

    static OfferDetails Offer(int i, string status) => new(
        Samples.Id(760 + i), 4, Samples.Id(2), Names[i].Slug, i == 0 ? "product" : "service", Names[i].Name, Entry(i).Summary, null, ["48000000", "72230000"], ["cloud"],
        ["33000000"], ["national"], 8, "subscription", 25_000, 80, true, "copyright", null, status, Samples.Day, status == "draft" ? null : Samples.Day,
        status == "draft" ? null : Samples.Day, null, status == "published", status == "published" ? Samples.Day.AddMonths(11) : null, i == 0 ? [Picture] : []);

    static readonly Facet[] Facets =
    [
        new("kind", [new("service", 2), new("product", 1)]), new("division", [new("48", 3), new("72", 2)]), new("tag", [new("cloud", 3), new("mobile-money", 1)]),
        new("market", [new("national", 3), new("world", 1)]), new("priceModel", [new("on-request", 2), new("subscription", 1)]), new("exportable", [new("true", 1), new("false", 2)]),
        new("ip", [new("none", 2), new("copyright", 1)]), new("region", [new("CI-AB", 3)]),
    ];

    static readonly FieldChange[] History =
    [
        Change(3, "status", "draft", "published", "published"), Change(2, $"pictures[{Picture.Id}].alt.fr", null, "Un écran", "changed"),
        Change(2, $"pictures[{Picture.Id}].width", null, 640, "changed"), Change(1, "organisationId", null, Samples.Id(2).ToString(), "changed"),
        Change(1, "kind", null, "product", "changed"), Change(1, "markets", null, new[] { "national", "world" }, "changed"), Change(1, "cpvCodes", null, new[] { "48000000" }, "changed"),
        Change(1, "priceFrom", null, 25_000, "changed"), Change(1, "intellectualProperty", null, "copyright", "changed"),
    ];

    static FieldChange Change(long version, string field, object? before, object? after, string verb) => new(
        Samples.Id(780 + (int)version), version, field, Json(before), Json(after), false, null, "membership.offer." + verb, "manager@tests", "Yao Inventé",
        Samples.Day.AddDays(version), Samples.Day.AddDays(version));

    static System.Text.Json.JsonElement? Json(object? value) => value is null ? null : System.Text.Json.JsonSerializer.SerializeToElement(value);
}
