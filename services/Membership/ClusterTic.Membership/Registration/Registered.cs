using ClusterTic.Membership.Reference;
using ClusterTic.Membership.Registration;
using ClusterTic.ServiceDefaults.Http;

namespace ClusterTic.Membership.Organisations;

/// <summary>What registers and yearly accounts say of an organisation, and the class that follows from it.</summary>
sealed partial class Organisation
{
    readonly List<YearFigures> figures = [];

    public string? Idu { get; private set; }
    public string? Rccm { get; private set; }
    public string? Ncc { get; private set; }
    public string? Cnps { get; private set; }
    public int? FoundedIn { get; private set; }

    /// <summary>A large firm holds 25 % or more: then it is no SME, whatever its size.</summary>
    public bool HeldByLargeFirm { get; private set; }

    /// <summary>By the last figures, kept so that SQL can group by it; null where unknown.</summary>
    public string? SmeClass { get; private set; }

    public IReadOnlyList<YearFigures> Figures => figures;

    public void ChangeRegistration(RegistrationRequest given, DateTimeOffset at)
    {
        RequireOpen();
        Take(given);
        Raise(state => new OrganisationProfileChanged(state, at));
    }

    void Take(RegistrationRequest given)
    {
        (Idu, Rccm, Ncc, Cnps) = (Identifiers.Normal(given.Idu), Identifiers.Normal(given.Rccm), Identifiers.Normal(given.Ncc), Identifiers.Normal(given.Cnps));
        (FoundedIn, HeldByLargeFirm) = (given.FoundedIn, given.HeldByLargeFirm);
        Classify();
    }

    public void ChangeFigures(int year, YearFiguresRequest given, DateTimeOffset at)
    {
        RequireOpen();
        Take(year, given);
        Raise(state => new OrganisationProfileChanged(state, at));
    }

    void Take(int year, YearFiguresRequest given)
    {
        var known = figures.Find(one => one.Year == year);
        if (known is null) figures.Add(known = new YearFigures { Year = year });
        known.Take(given);
        Classify();
    }

    /// <summary>The last year of which anything is known; null for none.</summary>
    YearFigures? LastFigures => figures.Where(one => one.Staff is not null || one.Turnover is not null).MaxBy(one => one.Year);

    /// <summary>By the law of that year; without figures only what is known without them.</summary>
    SmeClass SizeBy(YearFigures? last)
    {
        var size = SmeClasses.Of(last?.Staff, last?.Turnover, HeldByLargeFirm, last is null ? default : new DateOnly(last.Year, 12, 31));
        // What was confirmed holds for the figures of that year, as long as it is one of the two that they give.
        return size.ToConfirm && ConfirmedClassYear == last!.Year && (ConfirmedClass == size.ByStaff || ConfirmedClass == size.ByTurnover)
            ? size with { Code = ConfirmedClass!, ToConfirm = false } : size;
    }

    void Classify() => SmeClass = SizeBy(LastFigures).Code is not SmeClasses.Unknown and var code ? code : null;

    OrganisationRegistration ToRegistration()
    {
        var last = LastFigures;
        var size = SizeBy(last);
        return new(
            Idu, Rccm, Ncc, Cnps, FoundedIn, HeldByLargeFirm, Identifiers.Warnings(Country, Idu, Rccm, Ncc),
            [.. figures.OrderByDescending(one => one.Year).Select(one => new YearFiguresDetails(one.Year, one.Staff, one.Women, one.Youth, one.Turnover))],
            new SmeClassDetails(size.Code, size.ToConfirm, size.ByStaff, size.ByTurnover, last?.Year, size.Reference));
    }

    /// <summary>409 for who was rejected or has left: whoever comes back applies anew; and for who goes on as another one.</summary>
    public void RequireOpen()
    {
        Rule.Require(Status is not OrganisationStatus.Rejected, Rules.RejectedCannotBeChanged);
        Rule.Require(Status is not OrganisationStatus.Withdrawn, Rules.WithdrawnCannotBeChanged);
        Rule.Require(Status is not OrganisationStatus.Merged, Rules.MergedCannotBeChanged);
    }
}

/// <summary>Headcount and turnover of one year; null where not known.</summary>
sealed class YearFigures
{
    public required int Year { get; init; }
    public int? Staff { get; private set; }
    public int? Women { get; private set; }

    /// <summary>Under 35.</summary>
    public int? Youth { get; private set; }

    /// <summary>Before tax, in XOF, which has no minor unit.</summary>
    public long? Turnover { get; private set; }

    public YearFigures Copy() => new() { Year = Year, Staff = Staff, Women = Women, Youth = Youth, Turnover = Turnover };

    public void Take(YearFiguresRequest given) => (Staff, Women, Youth, Turnover) = (given.Staff, given.Women, given.Youth, given.Turnover);
}
