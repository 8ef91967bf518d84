using ClusterTic.Membership.Organisations;
using ClusterTic.Membership.Registration;
using ClusterTic.ServiceDefaults.Http;

namespace ClusterTic.Membership.Imports;

/// <summary>What a row says of an organisation; null is what it does not say.</summary>
/// <param name="More">Of the registers, the activity and the years that the row says anything of.</param>
/// <param name="Held">Whether a large firm holds it, where the row says so.</param>
sealed record Draft(
    Profile Profile, string ContactName, string Email, string Language, string? Phone, MoreGiven More, bool? Held, string? Category, DateOnly? MemberSince)
{
    /// <summary>Whether the row says so; else it is what most are.</summary>
    public required bool NamesType { get; init; }

    /// <inheritdoc cref="NamesType"/>
    public required bool NamesCountry { get; init; }

    /// <summary>What it says beside the profile, and from the organisation what it does not say.</summary>
    public MoreGiven Over(Organisation known, Faults faults)
    {
        var (numbers, activity, shown) = (More.Registration, More.Activity, More.Publication);
        var years = More.Years.Select(one => (one.Year, Over(known.Figures.FirstOrDefault(year => year.Year == one.Year), one.Figures, one.Year, faults)));
        return new(
            new(numbers.Idu ?? known.Idu, numbers.Rccm ?? known.Rccm, numbers.Ncc ?? known.Ncc, numbers.Cnps ?? known.Cnps,
                numbers.FoundedIn ?? known.FoundedIn, Held ?? known.HeldByLargeFirm),
            new(activity.Sector ?? known.Sector, activity.Languages is { Count: > 0 } languages ? languages : known.Languages, activity.TurnoverBand ?? known.TurnoverBand,
                activity.ExportShare ?? known.ExportShare, activity.StartupLabel ?? known.StartupLabel,
                // Another label has another end.
                activity.StartupLabelUntil ?? (activity.StartupLabel is null || activity.StartupLabel == known.StartupLabel ? known.StartupLabelUntil : null)),
            new(shown.Hidden ?? known.Hidden, shown.Email ?? known.PublicEmail, shown.Phone ?? known.PublicPhone),
            [.. years]);
    }

    /// <summary>What it says of the profile, and from the organisation what it does not say.</summary>
    public Profile Over(Organisation known) => Profile with
    {
        Type = NamesType ? Profile.Type : known.Type, Country = NamesCountry || Profile.Region is not null ? Profile.Country : known.Country,
        TradeName = Profile.TradeName ?? known.TradeName, Region = Profile.Region ?? known.Region, Town = Profile.Town ?? known.Town,
        Website = Profile.Website ?? known.Website,
        Competences = [.. Profile.Competences, .. known.Competences.Where(mine => Profile.Competences.All(one => one.Code != mine.Code))],
        Description = Profile.Description is null ? known.Description
            : new(Profile.Description.Fr ?? known.Description?.Fr, Profile.Description.En ?? known.Description?.En),
    };

    static YearFiguresRequest Over(YearFigures? known, YearFiguresRequest given, int year, Faults faults)
    {
        var whole = new YearFiguresRequest(given.Staff ?? known?.Staff, given.Women ?? known?.Women, given.Youth ?? known?.Youth, given.Turnover ?? known?.Turnover);
        // Each may be right in itself and not fit what is known already.
        var found = new Faults();
        YearReading.Check(found, whole);
        foreach (var (field, code, with) in found.All) faults.Check(false, YearFields.Of(field, year), code, with);
        return whole;
    }
}
