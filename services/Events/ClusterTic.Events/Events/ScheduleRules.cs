using ClusterTic.ServiceDefaults.Http;

namespace ClusterTic.Events;

/// <summary>What an event must be like to be scheduled; each fault names its field.</summary>
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
        Title(request.Title, "title");
        Length(request.Description?.Fr, "description.fr", LongestDescription);
        Length(request.Description?.En, "description.en", LongestDescription);
        Length(request.Venue, "venue", LongestVenue);
        Length(request.Town, "town", LongestTown);
        if (request.Kind is null || !EventCodes.Kinds.Contains(request.Kind))
            throw ProblemException.Field("kind", "event-kind-unknown", ("known", string.Join(", ", EventCodes.Kinds.Order(StringComparer.Ordinal))));
        if (request.Country is not { Length: 2 } || !request.Country.All(char.IsAsciiLetter))
            throw ProblemException.Field("country", "country-unknown");
        if (request.Capacity is < 1 or > MostSeats)
            throw ProblemException.Field("capacity", "capacity-out-of-range", ("most", MostSeats));
        if (request.EndsAt <= request.StartsAt)
            throw ProblemException.Field("endsAt", "ends-before-start");
        Sessions(request, request.Sessions ?? []);
    }

    static void Sessions(ScheduleEventRequest request, IReadOnlyList<SessionRequest> sessions)
    {
        if (sessions.Count > MostSessions)
            throw ProblemException.Field("sessions", "too-many-sessions", ("most", MostSessions));
        for (var at = 0; at < sessions.Count; at++)
        {
            var session = sessions[at];
            Title(session.Title, $"sessions[{at}].title");
            if (session.EndsAt <= session.StartsAt)
                throw ProblemException.Field($"sessions[{at}].endsAt", "ends-before-start");
            if (session.StartsAt < request.StartsAt)
                throw ProblemException.Field($"sessions[{at}].startsAt", "session-outside-event");
            if (session.EndsAt > request.EndsAt)
                throw ProblemException.Field($"sessions[{at}].endsAt", "session-outside-event");
        }
    }

    static void Title(LocalText? title, string field)
    {
        if (string.IsNullOrWhiteSpace(title?.Fr) && string.IsNullOrWhiteSpace(title?.En))
            throw ProblemException.Field(field, "title-missing");
        Length(title.Fr, field + ".fr", LongestTitle);
        Length(title.En, field + ".en", LongestTitle);
    }

    static void Length(string? text, string field, int most)
    {
        if (text?.Length > most) throw ProblemException.Field(field, "text-too-long", ("most", most));
    }
}
