using System.Globalization;
using System.Text;
using ClusterTic.Reporting.Figures;
using ClusterTic.ServiceDefaults.Settings;

namespace ClusterTic.Reporting.Reports;

/// <summary>
/// One row per organisation: invited, registered, attended, matched. Registered and attended count people and are
/// withheld as <see cref="Disclosure"/> says; the other two count invitations and matches and never are.
/// </summary>
sealed class OrganisationActivity : ReportDefinition
{
    /// <summary>Row of the people who came for no organisation.</summary>
    const string NoOrganisation = "none";

    /// <summary>What was told of it, or of an organisation that was merged into it.</summary>
    const string Its = "(s.organisation_id = $9 or s.organisation_id in (select id from organisations where generation = $1 and merged_into = $9))";

    public override string Name => "organisation-activity";

    public override IReadOnlyList<string> Filters => ["from", "to", "asOf", "region", "tier", "category"];

    public override bool IsShared => false;

    public override IReadOnlyList<ReportColumn> Columns =>
    [
        Column("organisation", "text"), Column("status", "text"), Column("category", "text"), Column("type", "text"),
        Column("country", "text"), Column("region", "text"),
        Column("invited", "integer"), Column("registered", "integer"), Column("attended", "integer"), Column("matched", "integer"),
    ];

    public override async Task<IReadOnlyList<SortedRow>> ReadAsync(
        Snapshot snapshot, Filters filters, ClusterOptions cluster, CancellationToken cancel)
    {
        var lines = await OrganisationActivityLine.ReadAsync(snapshot, filters, cancel);
        var people = new People(lines, filters.Region);
        var categories = cluster.Categories.ToDictionary(category => category.Code, category => new LocalText(category.Fr, category.En), StringComparer.Ordinal);
        return
        [
            .. lines
                .Where(line => filters.Region is null || line.Region == filters.Region)
                .Where(line => filters.Category is null || line.Category == filters.Category)
                .Select(line => new SortedRow(SortKey(line), Row(line, people, categories)))
                .OrderBy(each => each.SortKey, StringComparer.Ordinal).ThenBy(each => each.Row.Id, StringComparer.Ordinal),
        ];
    }

    public override Subjects Behind(ReportRow row, Filters filters)
    {
        var withheld = row.Cells.Any(cell => cell.Suppressed);
        var nobodys = row.Id == NoOrganisation;
        var sql = new StringBuilder("select s.id from organisations s where s.generation = $1 and $9 in (s.id, s.merged_into)");
        sql.Append(CultureInfo.InvariantCulture, $" union all select s.id from invitations s where s.generation = $1 and {Its} and s.sent_day between $2 and $3");
        if (!withheld)
            sql.Append(CultureInfo.InvariantCulture,
                $"""
                  union all select s.id from registrations s
                 where s.generation = $1 and {(nobodys ? "s.organisation_id is null" : Its)}
                   and (s.confirmed_day between $2 and $3 or s.checked_in_day between $2 and $3)
                 """);
        sql.Append(CultureInfo.InvariantCulture,
            $"""
              union all select s.id from matches s left join opportunities p on p.generation = $1 and p.id = s.opportunity_id
             where s.generation = $1 and {Its} and s.found_day between $2 and $3 and ($6 is null or p.tier = $6)
             """);
        return new(sql.ToString(), nobodys ? Guid.Empty : Guid.Parse(row.Id), withheld ? "events.registration" : null);
    }

    static ReportRow Row(OrganisationActivityLine line, People people, Dictionary<string, LocalText> categories)
    {
        var nobodys = line.Id == Guid.Empty;
        return new(nobodys ? NoOrganisation : line.Id.ToString(),
        [
            line.Name is not null ? Cells.Text(line.Name) : Cells.Text(Texts.Of(nobodys ? "organisation.none" : "organisation.unknown")),
            Cells.Code("status", line.Status),
            line.Category is { } category ? new(category, categories.GetValueOrDefault(category) ?? new LocalText(category, category)) : Cells.Empty,
            Cells.Code("type", line.Type),
            Cells.Text(line.Country),
            Cells.Text(line.Region),
            Cells.Number(line.Invited),
            Cells.People(line.Registered, people.HiddenRegistered.Contains(line.Id)),
            Cells.People(line.Attended, people.HiddenAttended.Contains(line.Id)),
            Cells.Number(line.Matched),
        ]);
    }

    /// <summary>By name without regard to case and accents; what has no name comes last.</summary>
    static string SortKey(OrganisationActivityLine line)
    {
        if (line.Name is null) return line.Id == Guid.Empty ? "\uffff\uffff" : "\uffff";
        var letters = new StringBuilder();
        foreach (var letter in line.Name.Normalize(NormalizationForm.FormD))
            if (CharUnicodeInfo.GetUnicodeCategory(letter) is not UnicodeCategory.NonSpacingMark)
                letters.Append(char.ToLowerInvariant(letter));
        return letters.ToString();
    }
}
