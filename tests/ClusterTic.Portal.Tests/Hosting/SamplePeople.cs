using ClusterTic.Membership;

namespace ClusterTic.Portal.Tests.Hosting;

/// <summary>Invented people and bodies.</summary>
static class SamplePeople
{
    static readonly DateOnly Day = new(2021, 11, 3);

    public static IReadOnlyList<OrganisationContact> Contacts { get; } =
    [
        new(Samples.Id(520), 1, Samples.Id(500), "Awa Exemple", "awa@exemple.example", "fr", "director", "Directrice générale adjointe chargée des partenariats", "+2250700000000", Day, null, true),
        new(Samples.Id(521), 4, Samples.Id(501), "Yao Inventé", "yao.un.nom.assez.long.pour.une.colonne@exemple.example", "en", "technical", null, null, Day, null, false),
        new(Samples.Id(522), 2, Samples.Id(502), "Koffi Fictif", "koffi@exemple.example", "fr", "other", null, null, Day, Day.AddYears(1), false),
    ];

    public static IReadOnlyList<PersonEntry> Entries { get; } =
    [
        new(Samples.Id(500), "Awa Exemple", "awa@exemple.example", "fr", ["Lagune Logiciels", "Baobab Cloud"]),
        new(Samples.Id(501), "Yao Inventé", "yao.un.nom.assez.long.pour.une.colonne@exemple.example", "en", []),
    ];

    public static PersonDetails Person { get; } = new(
        Samples.Id(500), 7, "Awa Exemple", "awa@exemple.example", "fr", "f", 1987,
        [
            new(Samples.Id(1), "Lagune Logiciels", Samples.Id(520), "director", "Directrice générale", "+2250700000000", Day, null, true),
            new(Samples.Id(4), "Baobab Cloud", Samples.Id(523), "finance", null, null, Day, Day.AddYears(1), false),
        ],
        [new(Samples.Id(550), new("Conseil d’administration", "Board of directors"), Samples.Id(560), "chair", Samples.Id(1), "Lagune Logiciels", Day, Day.AddYears(9), true)]);

    public static IReadOnlyList<ConsentDetails> Consents { get; } =
    [
        new(Samples.Id(530), "statistics", "1", "paper", Samples.Day, null, "manager@tests", "Yao Inventé"),
        new(Samples.Id(531), "newsletter", "1", "mail", Samples.Day, Samples.Day.AddDays(90), "manager@tests", null),
        new(Samples.Id(532), "no-longer-asked", "3", "form", Samples.Day, null, "manager@tests", "Yao Inventé"),
    ];

    public static IReadOnlyList<BodyEntry> Bodies { get; } =
    [
        new(Samples.Id(550), "board", new("Conseil d’administration", "Board of directors"), 9, 1, null),
        new(Samples.Id(551), "working-group", new("Groupe de travail sur la formation", "Working group on training"), 5, 0, Samples.Day),
    ];

    public static BodyDetails Body { get; } = new(
        Samples.Id(550), 3, "board", new("Conseil d’administration", "Board of directors"), 9, 1, Samples.Day, null,
        [
            new(Samples.Id(560), Samples.Id(500), "Awa Exemple", Samples.Id(1), "Lagune Logiciels", "chair", Day, Day.AddYears(9), true, Samples.Day),
            new(Samples.Id(561), Samples.Id(501), "Yao Inventé", null, null, "member", Day, Day.AddYears(1), false, null),
        ]);

    public static IReadOnlyList<FieldChange> BodyHistory { get; } =
    [
        Change(2, $"mandates[{Samples.Id(560)}].function", null, "chair", "mandate-given"),
        Change(2, $"mandates[{Samples.Id(560)}].personId", null, Samples.Id(500), "mandate-given"),
        Change(2, $"mandates[{Samples.Id(560)}].from", null, Day, "mandate-given"),
        Change(1, "name.fr", null, "Conseil d’administration", "defined"), Change(1, "kind", null, "board", "defined"), Change(1, "seats", null, 9, "defined"),
    ];

    public static IReadOnlyList<FieldChange> ContactHistory { get; } =
    [
        ContactChange(3, "title", "Directrice technique", "Directrice générale adjointe chargée des partenariats"), ContactChange(2, "role", "technical", "director"),
        ContactChange(2, "phone", null, null) with { Personal = true, ErasedAt = Samples.Day.AddDays(40) },
    ];

    static FieldChange ContactChange(long version, string field, object? before, object? after) => Change(version, field, before, after, "") with { Fact = "membership.contact.changed" };

    static FieldChange Change(long version, string field, object? before, object? after, string verb) => new(
        Samples.Id(980 + (int)version), version, field, Json(before), Json(after), false, null, "membership.body." + verb, "manager@tests", "Yao Inventé",
        Samples.Day.AddDays(version), Samples.Day.AddDays(version));

    static System.Text.Json.JsonElement? Json(object? value) => value is null ? null : System.Text.Json.JsonSerializer.SerializeToElement(value);
}
