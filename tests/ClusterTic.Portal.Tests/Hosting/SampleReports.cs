using ClusterTic.Reporting;

namespace ClusterTic.Portal.Tests.Hosting;

/// <summary>Invented figures in the columns of the two reports.</summary>
static class SampleReports
{
    public static Report Overview { get; } = new(
        "cluster-overview", Samples.Reports[0].Title, Samples.Day.AddDays(2), Samples.Day.AddDays(1), 3, "4711",
        [
            Column("section", "Rubrique", "Section", "text"), Column("code", "Code", "Code", "text"), Column("figure", "Chiffre", "Figure", "text"),
            Column("value", "Valeur", "Value", "integer"), Column("share", "Part (%)", "Share (%)", "percent"), Column("unit", "Unité", "Unit", "text"),
        ],
        [
            Figure("STR-01", "structure", "Membres actifs", "Active members", "43"),
            Figure("STR-02", "structure", "Partenaires fondateurs", "Founding partners", "6"),
            Kind("company", "Entreprise", "Company", 24), Kind("startup", "Start-up", "Startup", 9), Kind("university", "Université", "University", 4),
            Kind("public-body", "Organisme public", "Public body", 3), Kind("donor", "Partenaire", "Partner", 3),
            Figure("applications", "structure", "Candidatures en attente", "Applications waiting", "0"),
            Figure("GOV-06", "governance", "Engagement effectif", "Committed share", null, "percent", "%", share: new("41.9", Numerator: 18, Denominator: 43)),
            Figure("FIN-01", "financing", "Cotisations recouvrées", "Dues collected", null, "percent", "%", share: new("63.2", Numerator: 12_640_000, Denominator: 20_000_000)),
            Figure("SVC-01", "services", "Événements tenus", "Events held", "1", "events", "événements"),
            Figure("registrations", "services", "Inscriptions", "Registrations", null, "people", "personnes", suppressed: true),
            Figure("SVC-03", "services", "Taux de présence", "Attendance rate", null, "percent", "%", share: new("94.0", Numerator: 47, Denominator: 50)),
            Figure("SVC-09", "services", "Part sans données", "Share of nothing", null, "percent", "%", share: new(null, Numerator: 0, Denominator: 0)),
            Figure("NET-07", "interaction", "Groupes de travail actifs", "Working groups live", "1", "groups", "groupes de travail"),
            Figure("INN-04", "innovation", "Catalogue vivant", "Live catalogue", "1", "offers", "offres"),
            Figure("SVC-07", "market", "Opportunités transmises", "Opportunities passed on", "1250", "matches", "mises en relation"),
            Figure("VIS-01", "recognition", "Rayonnement", "Reach", "18204", "visits", "visites"),
        ]);

    public static Report Activity { get; } = new(
        "organisation-activity", Samples.Reports[1].Title, Samples.Day.AddDays(2), Samples.Day.AddDays(1), 0, "4711",
        [
            Column("organisation", "Organisation", "Organisation", "text"), Column("status", "Statut", "Status", "text"),
            Column("category", "Catégorie", "Category", "text"), Column("type", "Type", "Type", "text"), Column("country", "Pays", "Country", "text"),
            Column("region", "Région", "Region", "text"), Column("invited", "Invitations", "Invitations", "integer"),
            Column("registered", "Inscrits", "Registered", "integer"), Column("attended", "Présents", "Attended", "integer"),
            Column("matched", "Opportunités correspondantes", "Matching opportunities", "integer"),
        ],
        [
            .. Samples.Members.Select((member, i) => new ReportRow($"org:{member.Id}",
            [
                new(i == 4 ? member.Name + " et Associés, Société Coopérative de Services Numériques" : member.Name),
                new("member", new("Membre", "Member")), new(member.Category, i == 0 ? new("Partenaire fondateur", "Founding partner") : new("Membre", "Member")),
                new(member.Type), new(member.Country), new(member.Region), new($"{20 - i}"), new($"{12 + i}"),
                i == 2 ? new(null, Suppressed: true) : new($"{9 + i}"), new($"{1250 * i}"),
            ])),
            new("none", [new(null, new("Sans organisation", "Without organisation")), .. Enumerable.Repeat(new ReportCell(null), 5), new("0"), new("7"), new("6"), new("0")]),
        ]);

    public static Report Breakdown { get; } = new(
        "breakdown", new("Chiffres par groupe", "Figures by group"), Samples.Day.AddDays(2), Samples.Day.AddDays(1), 0, "4711",
        [
            Column("code", "Code", "Code", "text"), Column("figure", "Chiffre", "Figure", "text"), Column("cut", "Réparti par", "Told apart by", "text"),
            Column("group", "Groupe", "Group", "text"), Column("value", "Valeur", "Value", "integer"), Column("share", "Part (%)", "Share (%)", "percent"),
            Column("unit", "Unité", "Unit", "text"),
        ],
        [
            Group("STR-01", "Membres actifs", "Active members", "region", "Région", "Region", new("CI-AB"), new("31"), new(null), Unit("organisations", "organisations")),
            Group("INN-03", "Offre à forte valeur ajoutée", "High-value-added offers", "class", "Classe de taille", "Size class",
                new("small", new("Petite entreprise", "Small enterprise")), new(null), new("66.7", Numerator: 4, Denominator: 6), Unit("percent", "%")),
            Group("INN-04", "Catalogue vivant", "Live catalogue", "competence", "Domaine de compétence (CPV)", "Field of competence (CPV)",
                new("72000000"), new("12"), new(null), Unit("offers", "offres")),
            Group("VIS-01", "Rayonnement", "Reach", "country", "Pays d’origine", "Country of origin", new("FR"), new("1204"), new(null), Unit("visits", "visites")),
        ]);

    static ReportRow Group(string code, string fr, string en, string cut, string cutFr, string cutEn, ReportCell group, ReportCell value, ReportCell share, ReportCell unit) =>
        new($"{code}/{cut}:{group.Value}", [new(code), new(null, new(fr, en)), new(cut, new(cutFr, cutEn)), group, value, share, unit]);

    static ReportColumn Column(string name, string fr, string en, string kind) => new(name, new(fr, en), kind, null);

    static ReportRow Kind(string code, string fr, string en, int count) => new($"STR-04/{code}",
    [
        Section("structure"), new("STR-04"), new(null, new($"Triple hélice\u00A0: {fr}", $"Composition: {en}")), new($"{count}"),
        new(System.FormattableString.Invariant($"{count / 0.43:0.0}"), Numerator: count, Denominator: 43), Unit("organisations", "organisations"),
    ]);

    static ReportRow Figure(
        string id, string section, string fr, string en, string? value, string unit = "organisations", string unitFr = "organisations",
        bool suppressed = false, ReportCell? share = null) => new(id,
    [
        Section(section), new(id.Contains('-', StringComparison.Ordinal) ? id : null), new(null, new(fr, en)), new(value, Suppressed: suppressed),
        share ?? new(null), Unit(unit, unitFr),
    ]);

    static ReportCell Section(string code) => new(code, code switch
    {
        "structure" => new("Structure", "Structure"),
        "services" => new("Services", "Services"),
        "governance" => new("Gouvernance", "Governance"),
        "financing" => new("Financement", "Financing"),
        "interaction" => new("Échanges", "Exchange"),
        "recognition" => new("Rayonnement", "Recognition"),
        "innovation" => new("Valeur ajoutée", "Added value"),
        _ => new("Marchés", "Markets"),
    });

    static ReportCell Unit(string code, string fr) => new(code, new(fr, code == "percent" ? "%" : code));
}
