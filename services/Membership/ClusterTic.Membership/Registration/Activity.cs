using ClusterTic.Membership.Registration;
using ClusterTic.ServiceDefaults.Http;

namespace ClusterTic.Membership.Organisations;

/// <summary>What an organisation works in, in which languages and for whom.</summary>
sealed partial class Organisation
{
    /// <summary>ISIC Rev. 4 division.</summary>
    public string? Sector { get; private set; }

    /// <summary>ISO 639-1, in the order of the alphabet.</summary>
    public List<string> Languages { get; private set; } = [];

    /// <summary>Of <see cref="ActivityReading.Bands"/>, as the organisation says; its yearly turnover may be known more closely.</summary>
    public string? TurnoverBand { get; private set; }

    /// <summary>Share of the turnover that comes from abroad, in percent.</summary>
    public int? ExportShare { get; private set; }

    public string? StartupLabel { get; private set; }

    /// <summary>The label's last day.</summary>
    public DateOnly? StartupLabelUntil { get; private set; }

    /// <summary>The class that the team confirmed where staff and turnover disagreed, and the year whose figures it holds for.</summary>
    public string? ConfirmedClass { get; private set; }

    public int? ConfirmedClassYear { get; private set; }

    /// <param name="given">As <see cref="ActivityReading"/> gives it.</param>
    public void ChangeActivity(ActivityRequest given, DateTimeOffset at)
    {
        RequireOpen();
        Take(given);
        Raise(state => new OrganisationProfileChanged(state, at));
    }

    /// <param name="chosen">One of the two classes that staff and turnover give.</param>
    public void ConfirmClass(string chosen, DateTimeOffset at)
    {
        RequireOpen();
        var size = SizeBy(LastFigures);
        Rule.Require(size.ToConfirm, Rules.NoClassToConfirm);
        Rule.Require(chosen == size.ByStaff || chosen == size.ByTurnover, Rules.ClassFitsNeither, ("staff", size.ByStaff), ("turnover", size.ByTurnover));
        (ConfirmedClass, ConfirmedClassYear) = (chosen, LastFigures!.Year);
        Classify();
        Raise(state => new OrganisationProfileChanged(state, at));
    }

    void Take(ActivityRequest given) =>
        (Sector, Languages, TurnoverBand, ExportShare, StartupLabel, StartupLabelUntil) =
            (given.Sector, [.. given.Languages ?? []], given.TurnoverBand, given.ExportShare, given.StartupLabel, given.StartupLabelUntil);

    ActivityDetails ToActivity() => new(Sector, Languages, TurnoverBand, ExportShare, StartupLabel, StartupLabelUntil);
}
