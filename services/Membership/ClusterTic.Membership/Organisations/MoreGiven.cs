namespace ClusterTic.Membership.Organisations;

/// <summary>What is said of an organisation beside its profile.</summary>
/// <param name="Activity">As <see cref="Registration.ActivityReading"/> gives it.</param>
/// <param name="Publication">As <see cref="Directory.PublicationReading"/> gives it; no list of what is hidden says nothing of it.</param>
sealed record MoreGiven(
    RegistrationRequest Registration, ActivityRequest Activity, PublicationRequest Publication, IReadOnlyList<(int Year, YearFiguresRequest Figures)> Years);

/// <summary>All that a row of a table says, taken at once: one change, with one fact of it.</summary>
sealed partial class Organisation
{
    public void Change(Profile profile, MoreGiven more, DateTimeOffset at)
    {
        RequireOpen();
        Take(profile);
        Take(more);
        Raise(state => new OrganisationProfileChanged(state, at));
    }

    void Take(MoreGiven more)
    {
        Take(more.Registration);
        Take(more.Activity);
        Take(more.Publication);
        foreach (var (year, figures) in more.Years) Take(year, figures);
    }
}
