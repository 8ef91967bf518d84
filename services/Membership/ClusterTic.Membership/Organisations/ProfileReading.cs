using ClusterTic.Membership.Competences;
using ClusterTic.Membership.Reference;
using ClusterTic.ServiceDefaults.Http;
using PhoneNumbers;

namespace ClusterTic.Membership.Organisations;

/// <summary>Turns what was sent into a profile, or names every field at fault at once.</summary>
static class ProfileReading
{
    public static readonly string[] Types = ["company", "startup", "university", "public-body", "association", "finance", "donor"];

    /// <exception cref="ProblemException">400 with every field at fault.</exception>
    public static Profile Read(
        string name, string? tradeName, string type, string country, string? region, string? town, string? website, LocalText? description,
        IReadOnlyList<CompetenceRequest>? competences)
    {
        var faults = new Faults();
        var profile = Read(faults, name, tradeName, type, country, region, town, website, description, competences);
        faults.Refuse();
        return profile;
    }

    /// <summary>The profile, of which what is at fault was added to the faults.</summary>
    public static Profile Read(
        Faults faults, string name, string? tradeName, string type, string country, string? region, string? town, string? website, LocalText? description,
        IReadOnlyList<CompetenceRequest>? competences)
    {
        faults.Check(Types.Contains(type), "type", Rules.UnknownType, ("types", string.Join(", ", Types)));
        var land = country.Trim().ToUpperInvariant();
        faults.Check(land.Length == 2 && land.All(char.IsAsciiLetterUpper), "country", Rules.UnknownCountry);
        var place = string.IsNullOrWhiteSpace(region) ? null : region.Trim().ToUpperInvariant();
        faults.Check(place is null || Regions.Holds(land, place), "region", Rules.UnknownRegion);

        var read = ReadCompetences(competences ?? [], faults);
        return new(name.Trim(), Blank(tradeName), type, land, place, Blank(town), Blank(website), description, read);
    }

    /// <summary>A tag stands for those of its codes that are not given by themselves.</summary>
    static List<Competence> ReadCompetences(IReadOnlyList<CompetenceRequest> given, Faults faults)
    {
        var read = new List<Competence>();
        foreach (var (index, competence) in given.Index())
        {
            var field = $"competences[{index}].code";
            if (Tags.Find(competence.Code) is null && faults.Check(Cpv.TryParse(competence.Code, out var cpv), field, Rules.UnknownCompetence)
                && faults.Check(!read.Exists(one => one.Code == cpv.Code), field, Rules.CompetenceTwice))
                read.Add(new Competence(cpv.Code, competence.Level));
        }

        foreach (var competence in given)
            foreach (var code in Tags.Find(competence.Code)?.Codes ?? [])
                if (!read.Exists(one => one.Code == code)) read.Add(new Competence(code, competence.Level));
        return read;
    }

    /// <summary>E.164, by the numbering plan of the given country where no other is named; null for none.</summary>
    /// <param name="field">Where a fault is.</param>
    public static string? Phone(string? phone, string country, string field = "contact.phone") =>
        TryPhone(phone, country, out var number) ? number : throw ProblemException.Field(field, Rules.PhoneInvalid);

    public static bool TryPhone(string? phone, string country, out string? number)
    {
        number = null;
        if (string.IsNullOrWhiteSpace(phone)) return true;
        var library = PhoneNumberUtil.GetInstance();
        try
        {
            var read = library.Parse(phone, country);
            if (!library.IsValidNumber(read)) return false;
            number = library.Format(read, PhoneNumberFormat.E164);
            return true;
        }
        catch (NumberParseException)
        {
            return false;
        }
    }

    public static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
