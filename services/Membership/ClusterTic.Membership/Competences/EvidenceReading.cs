using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Http;

namespace ClusterTic.Membership.Competences;

/// <summary>Turns what was sent into an evidence, or names every field at fault at once.</summary>
static class EvidenceReading
{
    const int FirstYear = 1950;

    /// <summary>What each kind may have, and (with a mark) must have.</summary>
    static readonly Dictionary<string, string[]> Fields = new()
    {
        [Evidence.Declared] = ["title"],
        [Evidence.ReferenceProject] = ["title!", "client", "clientIsPublic", "year!", "value", "currency", "country!"],
        [Evidence.Certificate] = ["title!", "issuer!", "number", "validUntil"],
        [Evidence.Headcount] = ["people!"],
    };

    public static Evidence Read(AddEvidenceRequest given, DateTimeOffset at)
    {
        if (!Fields.TryGetValue(given.Kind, out var allowed))
            throw ProblemException.Field("kind", Rules.UnknownEvidenceKind, ("kinds", string.Join(", ", Evidence.Kinds)));

        var evidence = new Evidence
        {
            Kind = given.Kind, AddedAt = at, Title = ProfileReading.Blank(given.Title), Client = ProfileReading.Blank(given.Client),
            ClientIsPublic = given.ClientIsPublic, Year = given.Year, Value = given.Value, Currency = Code(given.Currency), Country = Code(given.Country),
            Issuer = ProfileReading.Blank(given.Issuer), Number = ProfileReading.Blank(given.Number), ValidUntil = given.ValidUntil, People = given.People,
        };
        var faults = new Faults();
        foreach (var (field, there) in Given(evidence))
        {
            faults.Check(!there || allowed.Contains(field) || allowed.Contains(field + "!"), field, Rules.NotOfThisEvidence);
            faults.Check(there || !allowed.Contains(field + "!"), field, "required");
        }

        faults.Check(evidence.Year is not { } year || (year >= FirstYear && year <= at.Year), "year", Rules.YearOutOfRange, ("first", FirstYear), ("last", at.Year));
        faults.Check(evidence.Value is null == evidence.Currency is null, evidence.Value is null ? "value" : "currency", Rules.ValueNeedsCurrency);
        faults.Check(evidence.Currency is null or { Length: 3 } && Letters(evidence.Currency), "currency", Rules.UnknownCurrency);
        faults.Check(evidence.Country is null or { Length: 2 } && Letters(evidence.Country), "country", Rules.UnknownCountry);
        faults.Check(evidence.ValidUntil is not { } last || last >= DateOnly.FromDateTime(at.UtcDateTime), "validUntil", Rules.EndsInThePast);
        faults.Refuse();
        return evidence;
    }

    static (string Field, bool There)[] Given(Evidence one) =>
    [
        ("title", one.Title is not null), ("client", one.Client is not null), ("clientIsPublic", one.ClientIsPublic), ("year", one.Year is not null),
        ("value", one.Value is not null), ("currency", one.Currency is not null), ("country", one.Country is not null),
        ("issuer", one.Issuer is not null), ("number", one.Number is not null), ("validUntil", one.ValidUntil is not null),
        ("people", one.People is not null),
    ];

    static string? Code(string? code) => ProfileReading.Blank(code)?.ToUpperInvariant();

    static bool Letters(string? code) => code is null || code.All(char.IsAsciiLetterUpper);
}
