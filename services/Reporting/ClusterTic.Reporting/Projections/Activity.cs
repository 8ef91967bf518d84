namespace ClusterTic.Reporting.Projections;

/// <summary>What one organisation did on one local day, or a change of it.</summary>
/// <param name="OrganisationId"><see cref="Guid.Empty"/> for people without organisation.</param>
/// <param name="Came">Of those who registered on the day, how many checked in, whenever that was.</param>
sealed record Activity(
    Guid OrganisationId, DateOnly Day, int Invited = 0, int Registered = 0, int Came = 0, int Attended = 0, int Matched = 0)
{
    public Activity Negated() => new(OrganisationId, Day, -Invited, -Registered, -Came, -Attended, -Matched);

    public bool IsNothing => (Invited, Registered, Came, Attended, Matched) == (0, 0, 0, 0, 0);

    public static Activity operator +(Activity one, Activity other) => one with
    {
        Invited = one.Invited + other.Invited,
        Registered = one.Registered + other.Registered,
        Came = one.Came + other.Came,
        Attended = one.Attended + other.Attended,
        Matched = one.Matched + other.Matched,
    };
}
