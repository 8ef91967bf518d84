using System.Text.RegularExpressions;
using ClusterTic.Membership.Competences;
using ClusterTic.Membership.Organisations;
using ClusterTic.Membership.Reference;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Groups;

/// <summary>Turns what was sent into what a group keeps, or names every field at fault; and a group into what is shown of it.</summary>
static partial class GroupReading
{
    const int LongestName = 200;

    public static void CheckCode(this Faults faults, string code) => faults.Check(Slug().IsMatch(code), "code", GroupRules.CodeInvalid);

    public static LocalText ReadName(this Faults faults, LocalText name) => new(Text(faults, "name.fr", name.Fr), Text(faults, "name.en", name.En));

    public static async Task<Making> ReadMakingAsync(
        this MembershipDb db, Faults faults, GroupFilter? filter, IReadOnlyList<Guid>? included, IReadOnlyList<Guid>? excluded, ClusterOptions cluster,
        CancellationToken cancel)
    {
        var read = filter is null ? null : Read(faults, filter, cluster);
        var (taken, left) = (included?.Distinct().ToArray() ?? [], excluded?.Distinct().ToArray() ?? []);
        faults.Check(!taken.Intersect(left).Any(), "excluded", GroupRules.IncludedAndExcluded);
        foreach (var (field, ids) in new[] { ("included", taken), ("excluded", left) })
            faults.Check(
                ids.Length == 0 || await db.Organisations.CountAsync(one => ids.Contains(one.Id), cancel) == ids.Length, field, GroupRules.UnknownOrganisation);
        return new(read, taken, left);
    }

    static GroupFilter Read(Faults faults, GroupFilter given, ClusterOptions cluster)
    {
        var filter = given with
        {
            Status = ProfileReading.Blank(given.Status), Category = ProfileReading.Blank(given.Category), Region = ProfileReading.Blank(given.Region),
            Type = ProfileReading.Blank(given.Type), SmeClass = ProfileReading.Blank(given.SmeClass), Competence = ProfileReading.Blank(given.Competence),
        };
        faults.Check(filter with { Level = null } != new GroupFilter(), "filter", GroupRules.FilterEmpty);
        faults.Check(filter.Status is null || OrganisationStatuses.TryParse(filter.Status, out _), "filter.status", Rules.UnknownStatus);
        var categories = cluster.Categories.Select(one => one.Code).ToList();
        faults.Check(
            filter.Category is null || categories.Contains(filter.Category), "filter.category", Rules.UnknownCategory,
            ("categories", string.Join(", ", categories)));
        faults.Check(filter.Region is null || (filter.Region.Length > 3 && Regions.Holds(filter.Region[..2], filter.Region)), "filter.region", Rules.UnknownRegion);
        faults.Check(
            filter.Type is null || ProfileReading.Types.Contains(filter.Type), "filter.type", Rules.UnknownType, ("types", string.Join(", ", ProfileReading.Types)));
        faults.Check(
            filter.SmeClass is null || SmeClasses.Codes.Contains(filter.SmeClass), "filter.smeClass", Dues.DuesRules.UnknownSmeClass,
            ("classes", string.Join(", ", SmeClasses.Codes)));
        faults.Check(filter.Competence is null || Tags.CodesOf(filter.Competence) is not null, "filter.competence", Rules.UnknownCompetence);
        faults.Check(filter.Level is null or >= 1 and <= 5, "filter.level", Rules.LevelOutOfRange);
        faults.Check(filter.Level is null || filter.Competence is not null, "filter.level", GroupRules.LevelWithoutCompetence);
        return filter;
    }

    static string? Text(Faults faults, string field, string? text)
    {
        var trimmed = text?.Trim();
        if (faults.Check(!string.IsNullOrEmpty(trimmed), field, "required"))
            faults.Check(trimmed!.Length <= LongestName, field, "text-too-long", ("0", LongestName));
        return trimmed;
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$(?<=^.{2,60})")]
    private static partial Regex Slug();
}
