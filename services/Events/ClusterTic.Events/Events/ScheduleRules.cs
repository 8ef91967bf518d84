using ClusterTic.ServiceDefaults.Http;

namespace ClusterTic.Events;

/// <summary>What an event must be like to be scheduled; every field at fault is named at once.</summary>
static class ScheduleRules
{
    const int LongestTitle = 200;
    const int LongestDescription = 4000;
    const int LongestVenue = 200;
    const int LongestTown = 100;
    const int MostSeats = 100_000;
    const int MostSessions = 200;

    public static void Check(ScheduleEventRequest request)
    {
        var faults = new Faults();
        Title(faults, request.Title, "title");
        Length(faults, request.Description?.Fr, "description.fr", LongestDescription);
        Length(faults, request.Description?.En, "description.en", LongestDescription);
        Length(faults, request.Venue, "venue", LongestVenue);
        Length(faults, request.Town, "town", LongestTown);
        faults.Check(request.Kind is not null && EventCodes.Kinds.Contains(request.Kind),
            "kind", "event-kind-unknown", ("known", string.Join(", ", EventCodes.Kinds.Order(StringComparer.Ordinal))));
        faults.Check(request.Country is { Length: 2 } && request.Country.All(char.IsAsciiLetter), "country", "country-unknown");
        faults.Check(request.Capacity is >= 1 and <= MostSeats, "capacity", "capacity-out-of-range", ("most", MostSeats));
        faults.Check(request.EndsAt > request.StartsAt, "endsAt", "ends-before-start");
        Sessions(faults, request, request.Sessions ?? []);
        faults.Refuse();
    }

    static void Sessions(Faults faults, ScheduleEventRequest request, IReadOnlyList<SessionRequest> sessions)
    {
        if (!faults.Check(sessions.Count <= MostSessions, "sessions", "too-many-sessions", ("most", MostSessions))) return;
        foreach (var (at, session) in sessions.Index())
        {
            Title(faults, session.Title, $"sessions[{at}].title");
            faults.Check(session.EndsAt > session.StartsAt, $"sessions[{at}].endsAt", "ends-before-start");
            faults.Check(session.StartsAt >= request.StartsAt, $"sessions[{at}].startsAt", "session-outside-event");
            faults.Check(session.EndsAt <= request.EndsAt, $"sessions[{at}].endsAt", "session-outside-event");
        }
    }

    static void Title(Faults faults, LocalText? title, string field)
    {
        faults.Check(!string.IsNullOrWhiteSpace(title?.Fr) || !string.IsNullOrWhiteSpace(title?.En), field, "title-missing");
        Length(faults, title?.Fr, field + ".fr", LongestTitle);
        Length(faults, title?.En, field + ".en", LongestTitle);
    }

    static void Length(Faults faults, string? text, string field, int most) =>
        faults.Check((text?.Length ?? 0) <= most, field, "text-too-long", ("most", most));
}
