using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using ClusterTic.Membership.Competences;
using ClusterTic.Membership.Directory;
using ClusterTic.Membership.Organisations;
using ClusterTic.Membership.Reference;
using ClusterTic.Membership.Registration;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Settings;

namespace ClusterTic.Membership.Imports;

/// <summary>Reads a row by the same rules as the API: every cell at fault is named at once, with what is expected there.</summary>
sealed class RowReading(Import import, ClusterOptions cluster, TimeProvider clock)
{
    readonly Dictionary<string, int> columns = import.Mapping.Index().Where(one => one.Item.Length > 0).ToDictionary(one => one.Item, one => one.Index, StringComparer.Ordinal);
    readonly int[] years = [.. import.Mapping.Select(field => YearFields.TryParse(field, out _, out var year) ? year : 0).Where(year => year > 0).Distinct().Order()];

    public Draft? Read(string[] cells, out RowFault[] faults)
    {
        var found = new Faults();
        string? Cell(string field) => columns.TryGetValue(field, out var at) && at < cells.Length && cells[at].Length > 0 ? cells[at] : null;

        var country = ImportFields.CodeOf("country", Cell("country") ?? cluster.Country);
        var region = Cell("region") is { } place ? Regions.CodeOf(place, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)) : null;
        var contact = new ContactRequest(Cell("contact-name") ?? "", Cell("contact-email") ?? "", Cell("contact-phone"), ImportFields.CodeOf("language", Cell("contact-language") ?? "fr"));
        var request = new RegisterOrganisationRequest(
            Cell("name") ?? "", Cell("trade-name"), ImportFields.CodeOf("type", Cell("type") ?? "company"), country, region, Cell("town"), CellReading.Website(Cell("website")),
            Cell("description-fr") is null && Cell("description-en") is null ? null : new(Cell("description-fr"), Cell("description-en")),
            contact, CellReading.Competences(Cell("competences"), found));
        Validate(request, found);
        Validate(contact, found, "contact-");
        var profile = ProfileReading.Read(
            found, request.Name, request.TradeName, request.Type, request.Country, request.Region, request.Town, request.Website, request.Description, null);
        profile = profile with { Competences = [.. request.Competences!.Select(one => new Competence(one.Code, one.Level))] };
        found.Check(ProfileReading.TryPhone(contact.Phone, profile.Country, out var phone), "contact-phone", Rules.PhoneInvalid);

        var held = CellReading.YesOrNo(Cell("held-by-large-firm"), "held-by-large-firm", found);
        var more = new MoreGiven(
            Registration(Cell, held ?? false, found), Activity(Cell, found), Publication(Cell, profile.Country, found),
            [.. years.Select(year => (Year: year, Figures: Figures(Cell, year, found)!)).Where(one => one.Figures is not null)]);
        var category = Category(Cell("category"), found);
        var since = MemberSince(Cell("member-since"), category, found);

        faults = FaultsIn(cells, found);
        return faults.Length > 0 ? null
            : new(profile, contact.Name.Trim(), contact.Email, contact.Language is "en" ? "en" : "fr", phone, more, held, category, since)
            {
                NamesType = Cell("type") is not null, NamesCountry = Cell("country") is not null,
            };
    }

    public RowFault[] FaultsIn(string[] cells, Faults found) => [.. found.All.Select(fault =>
    {
        var at = columns.GetValueOrDefault(fault.Field, -1);
        return new RowFault(fault.Field, at < 0 ? null : at, at >= 0 && at < cells.Length ? cells[at] : null, fault.Code,
            fault.Arguments.ToDictionary(one => one.Name, one => Convert.ToString(one.Value, CultureInfo.InvariantCulture) ?? "", StringComparer.Ordinal));
    })];

    RegistrationRequest Registration(Func<string, string?> cell, bool held, Faults faults)
    {
        var founded = CellReading.Year(cell("founded-in"));
        if (founded is { } year) YearReading.Check(faults, "founded-in", year, clock);
        var given = new RegistrationRequest(
            Identifiers.Normal(cell("idu")), Identifiers.Normal(cell("rccm")), Identifiers.Normal(cell("ncc")), Identifiers.Normal(cell("cnps")), founded, held);
        Validate(given, faults);
        return given;
    }

    static ActivityRequest Activity(Func<string, string?> cell, Faults faults)
    {
        var given = new ActivityRequest(
            cell("sector") is { } sector ? Isic.CodeOf(sector) : null, CellReading.Languages(cell("languages")),
            cell("turnover-band") is { } band ? ImportFields.CodeOf("turnover-band", band) : null, CellReading.SmallNumber(cell("export-share"), "export-share", faults),
            cell("startup-label"), CellReading.Day(cell("startup-label-until"), "startup-label-until", faults));
        Validate(given, faults);
        var found = new Faults();
        given = ActivityReading.Read(found, given);
        Add(faults, found, FieldOf);
        return given;
    }

    static PublicationRequest Publication(Func<string, string?> cell, string country, Faults faults)
    {
        var given = new PublicationRequest(CellReading.Hidden(cell("hidden")), cell("public-email"), cell("public-phone"));
        var found = new Faults();
        Validate(given, found);
        given = PublicationReading.Read(found, given, country);
        Add(faults, found, field => FieldOf(field) is "hidden" ? "hidden" : "public-" + field);
        return given;
    }

    /// <summary>Null where the row says nothing of the year.</summary>
    YearFiguresRequest? Figures(Func<string, string?> cell, int year, Faults faults)
    {
        string Field(string figure) => YearFields.Of(figure, year);
        if (YearFields.Figures.All(figure => cell(Field(figure)) is null)) return null;
        var given = new YearFiguresRequest(
            CellReading.SmallNumber(cell(Field("staff")), Field("staff"), faults), CellReading.SmallNumber(cell(Field("women")), Field("women"), faults),
            CellReading.SmallNumber(cell(Field("youth")), Field("youth"), faults), CellReading.Number(cell(Field("turnover")), Field("turnover"), faults));
        YearReading.Check(faults, Field(YearFields.Figures.First(figure => cell(Field(figure)) is not null)), year, clock);
        var found = new Faults();
        Validate(given, found);
        if (given.Staff is not null || cell(Field("staff")) is null) YearReading.Check(found, given); // else the staff is at fault, not they
        Add(faults, found, Field);
        return given;
    }

    static void Add(Faults faults, Faults found, Func<string, string> fieldOf)
    {
        foreach (var (field, code, with) in found.All) faults.Check(false, fieldOf(field), code, with);
    }

    /// <summary>The request's own bounds; a code such as <c>text-length:2:200</c> carries them.</summary>
    static void Validate(object request, Faults faults, string prefix = "")
    {
        var results = new List<ValidationResult>();
        if (Validator.TryValidateObject(request, new ValidationContext(request), results, validateAllProperties: true)) return;
        foreach (var result in results)
        {
            var parts = result.ErrorMessage!.Split(':');
            faults.Check(false, prefix + FieldOf(result.MemberNames.First()), parts[0], [.. parts.Skip(1).Select((part, index) => ($"{index}", (object?)part))]);
        }
    }

    /// <summary>The column of a member of a request: all entries of a list are in one cell.</summary>
    static string FieldOf(string member) => JsonNamingPolicy.KebabCaseLower.ConvertName(member.Split('[')[0]);

    string? Category(string? typed, Faults faults)
    {
        if (typed is null) return null;
        var key = Words.Key(typed);
        var known = cluster.Categories.Find(one => Words.Key(one.Code) == key || Words.Key(one.Fr ?? "") == key || Words.Key(one.En ?? "") == key);
        faults.Check(known is not null, "category", Rules.UnknownCategory, ("categories", string.Join(", ", cluster.Categories.Select(one => one.Code))));
        return known?.Code;
    }

    DateOnly? MemberSince(string? typed, string? category, Faults faults)
    {
        if (typed is null) return null;
        var day = CellReading.Day(typed, "member-since", faults, orYear: true);
        faults.Check(day is null || day <= DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), "member-since", "occurred-in-the-future");
        faults.Check(category is not null, "category", "category-missing");
        return day;
    }
}
