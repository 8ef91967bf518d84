using System.ComponentModel.DataAnnotations;
using System.Globalization;
using ClusterTic.Membership.Competences;
using ClusterTic.Membership.Organisations;
using ClusterTic.Membership.Reference;
using ClusterTic.Membership.Registration;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Settings;

namespace ClusterTic.Membership.Imports;

/// <summary>What a row says of an organisation.</summary>
sealed record Draft(
    Profile Profile, string ContactName, string Email, string Language, string? Phone, RegistrationRequest Registration, string? Category, DateOnly? MemberSince)
{
    public bool HasNumbers => Registration is not { Idu: null, Rccm: null, Ncc: null, Cnps: null, FoundedIn: null };
}

/// <summary>Reads a row by the same rules as the API: every cell at fault is named at once, with what is expected there.</summary>
sealed class RowReading(Import import, ClusterOptions cluster, TimeProvider clock)
{
    static readonly string[] DateForms = ["yyyy-MM-dd", "dd/MM/yyyy", "d/M/yyyy", "dd.MM.yyyy", "yyyy"];

    public Draft? Read(string[] cells, out RowFault[] faults)
    {
        var found = new Faults();
        string? Cell(string field) => Array.IndexOf(import.Mapping, field) is >= 0 and var at && at < cells.Length && cells[at].Length > 0 ? cells[at] : null;

        var country = ImportFields.CodeOf("country", Cell("country") ?? cluster.Country);
        var region = Cell("region") is { } place ? Regions.CodeOf(place) : null;
        var contact = new ContactRequest(Cell("contact-name") ?? "", Cell("contact-email") ?? "", Cell("contact-phone"), ImportFields.CodeOf("language", Cell("contact-language") ?? "fr"));
        var request = new RegisterOrganisationRequest(
            Cell("name") ?? "", Cell("trade-name"), ImportFields.CodeOf("type", Cell("type") ?? "company"), country, region, Cell("town"), Website(Cell("website")),
            Cell("description-fr") is null && Cell("description-en") is null ? null : new(Cell("description-fr"), Cell("description-en")),
            contact, Competences(Cell("competences"), found));
        Validate(request, found, name => FieldOf(name));
        Validate(contact, found, name => "contact-" + FieldOf(name));
        var profile = ProfileReading.Read(
            found, request.Name, request.TradeName, request.Type, request.Country, request.Region, request.Town, request.Website, request.Description, null);
        profile = profile with { Competences = [.. request.Competences!.Select(one => new Competence(one.Code, one.Level))] };
        found.Check(ProfileReading.TryPhone(contact.Phone, profile.Country, out var phone), "contact-phone", Rules.PhoneInvalid);

        var registration = new RegistrationRequest(
            Identifiers.Normal(Cell("idu")), Identifiers.Normal(Cell("rccm")), Identifiers.Normal(Cell("ncc")), Identifiers.Normal(Cell("cnps")), Year(Cell("founded-in"), found), false);
        Validate(registration, found, name => FieldOf(name));
        var category = Category(Cell("category"), found);
        var since = Day(Cell("member-since"), category, found);

        faults = [.. found.All.Select(fault => Fault(fault.Field, fault.Code, fault.Arguments, cells))];
        return faults.Length > 0 ? null
            : new(profile, contact.Name.Trim(), contact.Email, contact.Language is "en" ? "en" : "fr", phone, registration, category, since);
    }

    RowFault Fault(string field, string code, (string Name, object? Value)[] arguments, string[] cells)
    {
        var at = Array.IndexOf(import.Mapping, field);
        return new(field, at < 0 ? null : at, at >= 0 && at < cells.Length ? cells[at] : null, code,
            arguments.ToDictionary(one => one.Name, one => Convert.ToString(one.Value, CultureInfo.InvariantCulture) ?? "", StringComparer.Ordinal));
    }

    /// <summary>The request's own bounds; a code such as <c>text-length:2:200</c> carries them.</summary>
    static void Validate(object request, Faults faults, Func<string, string> fieldOf)
    {
        var results = new List<ValidationResult>();
        if (Validator.TryValidateObject(request, new ValidationContext(request), results, validateAllProperties: true)) return;
        foreach (var result in results)
        {
            var parts = result.ErrorMessage!.Split(':');
            faults.Check(false, fieldOf(result.MemberNames.First()), parts[0], [.. parts.Skip(1).Select((part, index) => ($"{index}", (object?)part))]);
        }
    }

    static string FieldOf(string member) => member switch
    {
        nameof(RegisterOrganisationRequest.TradeName) => "trade-name",
        nameof(RegistrationRequest.FoundedIn) => "founded-in",
#pragma warning disable CA1308 // fields are written in lower case
        _ => member.ToLowerInvariant(),
#pragma warning restore CA1308
    };

    // People write www.example.ci and mean an address.
    static string? Website(string? typed) => typed is null || typed.Contains("://", StringComparison.Ordinal) ? typed : "https://" + typed;

    /// <summary>Codes with their level after a colon, separated by spaces, commas or semicolons; level 2 where none is given.</summary>
    static List<CompetenceRequest> Competences(string? typed, Faults faults)
    {
        var read = new List<CompetenceRequest>();
        foreach (var one in (typed ?? "").Split([' ', ',', ';', '\n', '|'], StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = one.Split(':');
            var level = parts.Length == 1 ? 2 : parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 0;
            if (!faults.Check(Cpv.TryParse(parts[0], out var cpv), "competences", Rules.UnknownCompetence)) continue;
            if (faults.Check(level is >= 1 and <= 5, "competences", "number-range", ("0", 1), ("1", 5))
                && faults.Check(!read.Exists(known => known.Code == cpv.Code), "competences", Rules.CompetenceTwice))
                read.Add(new(cpv.Code, level));
        }

        return read;
    }

    int? Year(string? typed, Faults faults)
    {
        if (typed is null) return null;
        var last = clock.GetUtcNow().Year;
        var year = int.TryParse(typed.Length >= 4 && typed[^4..].All(char.IsAsciiDigit) ? typed[^4..] : typed[..Math.Min(4, typed.Length)], NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : 0;
        faults.Check(year >= 1850 && year <= last, "founded-in", Rules.YearOutOfRange, ("first", 1850), ("last", last));
        return year;
    }

    string? Category(string? typed, Faults faults)
    {
        if (typed is null) return null;
        var key = Words.Key(typed);
        var known = cluster.Categories.Find(one => Words.Key(one.Code) == key || Words.Key(one.Fr ?? "") == key || Words.Key(one.En ?? "") == key);
        faults.Check(known is not null, "category", Rules.UnknownCategory, ("categories", string.Join(", ", cluster.Categories.Select(one => one.Code))));
        return known?.Code;
    }

    DateOnly? Day(string? typed, string? category, Faults faults)
    {
        if (typed is null) return null;
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var isDay = DateOnly.TryParseExact(typed.Split('T')[0], DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        if (faults.Check(isDay, "member-since", "date-unreadable")) faults.Check(day <= today, "member-since", "occurred-in-the-future");
        faults.Check(category is not null, "category", "category-missing");
        return day;
    }
}
