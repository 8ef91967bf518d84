using ClusterTic.Membership.Competences;
using ClusterTic.Membership.Reference;
using ClusterTic.ServiceDefaults.Http;
using PhoneNumbers;

namespace ClusterTic.Membership.Organisations;

/// <summary>Turns what was sent into a profile, or names every field at fault at once.</summary>
static class ProfileReading
{
    static readonly string[] Types = ["company", "startup", "university", "public-body", "association", "finance", "donor"];

    public static Profile Read(
        string name, string? tradeName, string type, string country, string? region, string? town, string? website, LocalText? description,
        IReadOnlyList<CompetenceRequest>? competences)
    {
        var faults = new Faults();
        faults.Check(Types.Contains(type), "type", Rules.UnknownType, ("types", string.Join(", ", Types)));
        var land = country.Trim().ToUpperInvariant();
        faults.Check(land.Length == 2 && land.All(char.IsAsciiLetterUpper), "country", Rules.UnknownCountry);
        var place = string.IsNullOrWhiteSpace(region) ? null : region.Trim().ToUpperInvariant();
        faults.Check(place is null || Regions.Holds(land, place), "region", Rules.UnknownRegion);

        var read = ReadCompetences(competences ?? [], faults);
        faults.Refuse();
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
    public static string? Phone(string? phone, string country)
    {
        if (string.IsNullOrWhiteSpace(phone)) return null;
        var library = PhoneNumberUtil.GetInstance();
        try
        {
            var number = library.Parse(phone, country);
            if (library.IsValidNumber(number)) return library.Format(number, PhoneNumberFormat.E164);
        }
        catch (NumberParseException)
        {
            throw ProblemException.Field("contact.phone", Rules.PhoneInvalid);
        }

        throw ProblemException.Field("contact.phone", Rules.PhoneInvalid);
    }

    public static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
