using ClusterTic.Membership.Organisations;
using ClusterTic.Membership.Reference;
using ClusterTic.ServiceDefaults.Http;

namespace ClusterTic.Membership.Registration;

/// <summary>Turns what was sent of an organisation's activity into what is kept, or names every field at fault.</summary>
static class ActivityReading
{
    /// <summary>Yearly turnover in XOF; the limits are those of the law's classes.</summary>
    public static readonly string[] Bands = ["up-to-30m", "up-to-150m", "up-to-1bn", "above-1bn"];

    const int MostLanguages = 20;

    /// <returns>Languages once each, in the order of the alphabet; texts without spaces around them.</returns>
    public static ActivityRequest Read(Faults faults, ActivityRequest given)
    {
        faults.Check(given.Sector is null || Isic.Holds(given.Sector), "sector", Rules.UnknownSector);
        faults.Check(given.TurnoverBand is null || Bands.Contains(given.TurnoverBand), "turnoverBand", Rules.UnknownTurnoverBand, ("bands", string.Join(", ", Bands)));
        var languages = (given.Languages ?? []).Select(one => one.Trim().ToLowerInvariant()).ToArray();
        foreach (var (index, language) in languages.Index())
            faults.Check(language is [>= 'a' and <= 'z', >= 'a' and <= 'z'], $"languages[{index}]", Rules.LanguageNotTwoLetters);
        faults.Check(languages.Length <= MostLanguages, "languages", Rules.LanguageNotTwoLetters);
        var label = ProfileReading.Blank(given.StartupLabel);
        faults.Check(given.StartupLabelUntil is null || label is not null, "startupLabel", Rules.LabelMissing);
        return given with { Languages = [.. languages.Distinct().Order(StringComparer.Ordinal)], StartupLabel = label };
    }
}
