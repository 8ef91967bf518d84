using ClusterTic.Events;
using ClusterTic.Membership;
using ClusterTic.Opportunities;
using ClusterTic.Reporting;

namespace ClusterTic.Portal.Tests.Hosting;

/// <summary>Invented data of the contracts' shape.</summary>
static class Samples
{
    public static readonly DateTimeOffset Day = new(2021, 11, 3, 8, 30, 0, TimeSpan.Zero);

    static readonly (string Name, string Type, string? Region, string Town)[] Organisations =
    [
        ("Agence d’appui aux PME", "public-body", "CI-AB", "Abidjan"), ("Lagune Logiciels", "company", "CI-AB", "Cocody"),
        ("Coopérative Numérique du Bandama", "association", "CI-VB", "Bouaké"), ("École Supérieure des Données", "university", "CI-YM", "Yamoussoukro"),
        ("Baobab Cloud", "startup", "CI-AB", "Marcory"), ("Korhogo Agritech", "startup", "CI-SV", "Korhogo"),
        ("Fonds d’Impulsion Numérique", "finance", "CI-AB", "Plateau"), ("Réseau des Développeurs du Littoral", "association", "CI-BS", "San-Pédro"),
        ("Teranga Systems", "company", null, "Dakar"),
    ];

    public static Guid Id(int number) => new($"00000000-0000-7000-8000-{number:000000000000}");

    public static DirectoryEntry Member(int number)
    {
        var (name, type, region, town) = Organisations[number % Organisations.Length];
        return new(Id(number), name, number % 3 == 0 ? "AAP" : null, type, region is null ? "SN" : "CI", region, town,
            "https://www.exemple.example", new("Organisation inventée pour les essais : elle développe des services numériques pour les entreprises et les administrations.",
                "An organisation invented for trials: it builds digital services for companies and public bodies."),
            number == 0 ? "founding-partner" : "member", Day.AddDays(number), SampleCompetences.Entries(number), $"exemple-{number}", 2012, "small", "contact@exemple.example", "+2250701020304", number == 1 ? Id(771) : null,
            number == 1 ? "62" : null, ["en", "fr"], number switch { 1 => new DateOnly(2031, 6, 1), 2 => new DateOnly(2020, 6, 1), _ => null });
    }

    public static IReadOnlyList<DirectoryEntry> Members { get; } = [.. Enumerable.Range(0, Organisations.Length).Select(Member)];

    public static IReadOnlyList<Facet> Facets { get; } =
    [
        new("region", [new("CI-AB", 96), new("CI-VB", 20), new("CI-BS", 12)]), new("type", [new("company", 80), new("startup", 48)]),
        new("category", [new("member", 110), new("founding-partner", 18)]), new("size", [new("micro", 60), new("small", 40)]),
        new("competence", [new("72200000", 77), new("48000000", 31)]),
    ];

    public static OrganisationDetails Organisation(int number, string status) => new(
        Id(number), 3, Members[number].Name, Members[number].TradeName, Members[number].Type, Members[number].Country, Members[number].Region,
        Members[number].Town, Members[number].Website, Members[number].Description, status, status == "member" ? "member" : null,
        Day, status == "registered" ? null : Day.AddDays(1), status is "member" or "rejected" or "suspended" or "withdrawn" ? Day.AddDays(9) : null,
        status is "member" or "suspended" or "withdrawn" ? Day.AddDays(9) : null,
        new ContactDetails(Id(500 + number), "Awa Exemple", "awa@exemple.example", "+225 07 00 00 00 00", "fr"), SampleCompetences.Details(number),
        status == "suspended" ? Day.AddDays(20) : null, status == "withdrawn" ? Day.AddDays(30) : null,
        status switch { "suspended" => "dues", "withdrawn" => "closed", "rejected" => "incomplete", _ => null },
        status == "suspended" ? "Deux rappels sans réponse." : null, status == "under-review" ? ["identity"] : [],
        new("CI-2019-1234567 A", "RC 12", null, null, 2019, false, new Dictionary<string, string> { ["rccm"] = "CI-ABJ-03-2021-B12-00345" },
            [new(2025, 12, 5, 7, 25_000_000), new(2024, 9, null, null, null)], new("small", true, "small", "micro", 2025, "Loi n°\u00a02014-140")),
        new(status == "member" ? $"exemple-{number}" : null, number == 2 ? ["evidence", "town"] : [], "contact@exemple.example", null), number == 2 ? Id(771) : null,
        new("62", ["en", "fr"], "up-to-150m", 20, "LS-2031-7", new DateOnly(2031, 6, 1)));

    public static readonly string[] Statuses = ["submitted", "under-review", "member", "rejected", "registered", "suspended", "withdrawn"];

    /// <summary>One change of each kind, by somebody of the team and by the public form.</summary>
    public static IReadOnlyList<FieldChange> History { get; } =
    [
        Change(3, "status", "member", "suspended", "suspended"), Change(3, "statusReason", null, "dues", "suspended"),
        Change(2, "competences[72230000].level", 3, 5, "profile-changed"), Change(2, "checks", null, new[] { "identity", "gone" }, "profile-changed"),
        Change(2, $"competences[72230000].evidences[{Id(1)}].kind", null, "certificate", "profile-changed"),
        Change(2, "competences[72230000].verifiedUntil", "2031-06-01", null, "profile-changed"), Change(2, "description.en", "An old text", null, "profile-changed"), Change(2, "somethingNew", null, true, "profile-changed"),
        Change(1, "contactPhone", null, null, "registered") with { Personal = true, ErasedAt = Day.AddDays(40), By = "anonymous", ByName = null },
    ];

    public static IReadOnlyList<ReviewNoteDetails> Notes { get; } = [new(Id(990), "Visite faite, locaux vus.\nÀ rappeler.", "manager@tests", "Yao Inventé", Day)];

    static FieldChange Change(long version, string field, object? before, object? after, string verb) => new(
        Id(970 + (int)version), version, field, Json(before), Json(after), false, null, "membership.organisation." + verb, "manager@tests", "Yao Inventé",
        Day.AddDays(version), Day.AddDays(version * 2));

    static System.Text.Json.JsonElement? Json(object? value) => value is null ? null : System.Text.Json.JsonSerializer.SerializeToElement(value);

    /// <summary>The held workshop, and one that is still open.</summary>
    public static EventDetails Event(bool held) => new(
        Id(held ? 101 : 102), 5,
        held ? new("La Strat-session : construire le cluster", "The Strat-session: building the cluster") : new("Atelier marchés publics", "Public procurement workshop"),
        new("Deux mots sur le programme de la journée, pour qui veut savoir s’il est concerné.", "A few words on the day’s programme, for whoever wonders whether to come."),
        "workshop", held ? "held" : "published", held ? Day : Day.AddYears(9), held ? Day.AddHours(9) : Day.AddYears(9).AddHours(3),
        "Maison des entreprises", "Abidjan-Cocody", "CI", 50, held ? 50 : 12, held ? 47 : 0,
        [
            new(Id(201), new("Grappes et créneaux d’excellence", "Clusters and fields of excellence"), Day, Day.AddHours(2)),
            new(Id(202), new("État des travaux de mise en œuvre", "State of the implementation work"), Day.AddHours(2), Day.AddHours(4)),
            new(Id(203), new("Axes stratégiques et plan d’action", "Strategic axes and action plan"), Day.AddHours(5), Day.AddHours(8)),
        ]);

    public static RegistrationDetails Registration(int number) => new(
        Id(300 + number), 1, Id(101), Id(400 + number), $"Personne Inventée {number}", Id(number), Members[number % 9].Name, "confirmed",
        Day.AddDays(-7), number % 2 == 0 ? Day.AddMinutes(number) : null);

    public static OpportunityDetails Opportunity(int number) => new(
        Id(600 + number), 2, $"ocds-exemple-{number:0000}",
        new($"Développement d’un portail de services en ligne, lot {number + 1} (avis fictif)", $"Development of an online services portal, lot {number + 1} (fictional notice)"),
        new("Conception, développement, hébergement et maintenance.", "Design, development, hosting and maintenance."),
        new[] { "open", "planned", "closed", "awarded", "cancelled" }[number % 5], number == 3 ? null : "Ministère inventé", "CI",
        new[] { "national", "sub-regional", "continental", "international" }[number % 4],
        ["72230000", "72413000", "72999000"], number == 2 ? null : new Money(125_000_000 + (number * 1_000_000), "XOF"), Day, number == 4 ? null : Day.AddYears(9), 3, 4 + number);

    public static MatchDetails Match(int number) => new(
        Id(700 + number), Id(600), Id(number), Members[number].Name, 96 - (number * 17),
        [new("72230000", "72230000", 4, 8), new("72413000", "72400000", 3, 4)]);

    public static IReadOnlyList<ReportSummary> Reports { get; } =
    [
        new("cluster-overview", new("Le cluster en bref", "Cluster overview"), new("Les chiffres de tous les services, à ce jour.", "The figures of all services, today."), ["from", "to", "asOf"]),
        new("organisation-activity", new("Activité des organisations", "Organisation activity"),
            new("Ce que chaque organisation a fait et reçu.", "What each organisation did and received."), ["from", "to", "asOf", "region", "tier"]),
    ];

    public static IReadOnlyList<LineageEntry> Lineage { get; } =
    [
        new(Id(801), "membership.organisation.registered", "membership", Id(1), 1, Day, Day.AddDays(1), Day.AddDays(1), "0af7651916cd43dd8448eb211c80319c"),
        new(Id(802), "events.registration.checked-in", "events", Id(301), 2, Day, Day.AddDays(1), Day.AddDays(1), null),
        new(Id(803), "events.something.new", "events", Id(301), 2, Day, Day.AddDays(1), Day.AddDays(1), null),
    ];
}
