using ClusterTic.Events;
using ClusterTic.Reporting.Log;

namespace ClusterTic.Reporting.Projections;

sealed record RegistrationRow : StateRow
{
    public Guid EventId { get; init; }
    public Guid PersonId { get; init; }
    public Guid? OrganisationId { get; init; }
    public required string Status { get; init; }
    public DateTimeOffset? ConfirmedAt { get; init; }
    public long? ConfirmedVersion { get; init; }
    public DateOnly? ConfirmedDay { get; init; }
    public DateTimeOffset? CheckedInAt { get; init; }
    public long? CheckedInVersion { get; init; }
    public DateOnly? CheckedInDay { get; init; }
}

sealed class Registrations : Projection<RegistrationRow, RegistrationAnnounced>
{
    const string Confirmed = "events.registration.confirmed";
    const string CheckedIn = "events.registration.checked-in";

    public override string Aggregate => "events.registration";

    public override string Table => "registrations";

    public override IReadOnlyList<string> Counted => [Confirmed, CheckedIn];

    protected override RegistrationRow Read(RegistrationAnnounced fact)
    {
        var state = Needed(fact.Registration, "$.registration");
        return new()
        {
            EventId = state.EventId,
            PersonId = state.PersonId,
            OrganisationId = state.OrganisationId,
            Status = Needed(state.Status, "$.registration.status"),
        };
    }

    protected override RegistrationRow Remember(RegistrationRow row, RegistrationRow? before, LoggedFact fact)
    {
        var confirmed = new Happened(before?.ConfirmedAt, before?.ConfirmedVersion);
        var checkedIn = new Happened(before?.CheckedInAt, before?.CheckedInVersion);
        if (fact.WireName == Confirmed) confirmed = confirmed.Take(fact);
        if (fact.WireName == CheckedIn) checkedIn = checkedIn.Take(fact);
        return row with
        {
            ConfirmedAt = confirmed.At,
            ConfirmedVersion = confirmed.Version,
            CheckedInAt = checkedIn.At,
            CheckedInVersion = checkedIn.Version,
        };
    }

    protected override RegistrationRow Derive(RegistrationRow row, LocalDays days)
    {
        var holds = row.Status == "confirmed";
        return row with
        {
            ConfirmedDay = holds && row.ConfirmedAt is { } confirmed ? days.DayOf(confirmed) : null,
            CheckedInDay = holds && row.CheckedInAt is { } checkedIn ? days.DayOf(checkedIn) : null,
        };
    }

    protected override IEnumerable<Activity> Activity(RegistrationRow row)
    {
        var organisation = row.OrganisationId ?? Guid.Empty;
        if (row.ConfirmedDay is { } confirmed)
            yield return new(organisation, confirmed, Registered: 1, Came: row.CheckedInDay is null ? 0 : 1);
        if (row.CheckedInDay is { } checkedIn) yield return new(organisation, checkedIn, Attended: 1);
    }
}
