using ClusterTic.Membership.Competences;
using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Http;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Catalogue;

/// <summary>Turns what was sent into an offer's content, or names every field at fault at once.</summary>
static class OfferReading
{
    public static readonly string[] Kinds = ["product", "service"];
    public static readonly string[] Markets = ["local", "national", "uemoa", "ecowas", "africa", "world"];
    public static readonly string[] PriceModels = ["fixed", "per-unit", "subscription", "time-and-materials", "on-request", "free"];
    public static readonly string[] IntellectualProperties = ["none", "trade-secret", "copyright", "trademark", "patent"];

    const int LongestName = 120, LongestSummary = 300, LongestDescription = 4000, MostCpvCodes = 5, MostSectors = 10;

    public static async Task<OfferContent> ReadAsync(this MembershipDb db, OfferRequest given, CancellationToken cancel)
    {
        var faults = new Faults();
        Check(faults, Kinds, given.Kind, "kind", OfferRules.UnknownKind, "kinds");
        Check(faults, PriceModels, given.PriceModel, "priceModel", OfferRules.UnknownPriceModel, "models");
        Check(faults, IntellectualProperties, given.IntellectualProperty, "intellectualProperty", OfferRules.UnknownIntellectualProperty, "kinds");
        foreach (var market in given.Markets ?? []) Check(faults, Markets, market, "markets", OfferRules.UnknownMarket, "markets");
        foreach (var tag in given.Tags ?? []) faults.Check(Competences.Tags.Find(tag) is not null, "tags", OfferRules.UnknownTag, ("tag", tag));
        var reference = ProfileReading.Blank(given.IpReference);
        faults.Check(reference is null || given.IntellectualProperty is not "none", "ipReference", OfferRules.ReferenceOfNothing);
        faults.Check(given.Maturity is not null || given.Kind is not "product", "maturity", OfferRules.MaturityMissing);
        var content = new OfferContent(
            given.Kind, Text(faults, "name", given.Name, LongestName, required: true)!, Text(faults, "summary", given.Summary, LongestSummary, required: true)!,
            Text(faults, "description", given.Description, LongestDescription, required: false), await db.CodesAsync(faults, given, cancel),
            Each(given.Tags), await db.SectorsAsync(faults, given, cancel), [.. Markets.Where(market => given.Markets?.Contains(market) is true)],
            given.Maturity, given.PriceModel, given.PriceModel is "free" ? null : given.PriceFrom, given.LocalContent, given.Exportable,
            given.IntellectualProperty, reference);
        faults.Refuse();
        return content;
    }

    static async Task<string[]> CodesAsync(this MembershipDb db, Faults faults, OfferRequest given, CancellationToken cancel)
    {
        var codes = Parsed(given.CpvCodes);
        faults.Check(codes.Length <= MostCpvCodes, "cpvCodes", OfferRules.CpvCodesTooMany, ("most", MostCpvCodes));
        var known = await db.CpvCodes.Where(one => codes.Contains(one.Code)).Select(one => one.Code).ToListAsync(cancel);
        var unknown = codes.FirstOrDefault(code => !known.Contains(code));
        faults.Check(unknown is null, "cpvCodes", OfferRules.UnknownCpvCode, ("code", unknown));
        return codes;
    }

    static async Task<string[]> SectorsAsync(this MembershipDb db, Faults faults, OfferRequest given, CancellationToken cancel)
    {
        var codes = Parsed(given.Sectors);
        faults.Check(codes.Length <= MostSectors, "sectors", OfferRules.CpvCodesTooMany, ("most", MostSectors));
        var known = await db.CpvCodes.Where(one => codes.Contains(one.Code) && one.Depth == 2).Select(one => one.Code).ToListAsync(cancel);
        var unknown = codes.FirstOrDefault(code => !known.Contains(code));
        faults.Check(unknown is null, "sectors", OfferRules.UnknownSector, ("code", unknown));
        return codes;
    }

    /// <summary>What is no code stays as it was typed, so that the refusal can name it.</summary>
    static string[] Parsed(IReadOnlyList<string>? given) => Each(given?.Select(code => Cpv.TryParse(code, out var cpv) ? cpv.Code : code));

    static string[] Each(IEnumerable<string>? given) => [.. (given ?? []).Select(one => one.Trim()).Where(one => one.Length > 0).Distinct(StringComparer.Ordinal)];

    static void Check(Faults faults, string[] known, string given, string field, string code, string name) =>
        faults.Check(known.Contains(given), field, code, (name, string.Join(", ", known)));

    static LocalText? Text(Faults faults, string field, LocalText? text, int longest, bool required)
    {
        var read = new LocalText(ProfileReading.Blank(text?.Fr), ProfileReading.Blank(text?.En));
        faults.Check(!required || read.Fr is not null, field + ".fr", "required");
        faults.Check(!(read.Fr?.Length > longest), field + ".fr", "text-too-long", ("0", longest));
        faults.Check(!(read.En?.Length > longest), field + ".en", "text-too-long", ("0", longest));
        return required || read is not { Fr: null, En: null } ? read : null;
    }
}
