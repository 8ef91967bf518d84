using ClusterTic.Messaging;
using ClusterTic.ServiceDefaults.Http;

namespace ClusterTic.Events;

/// <summary>
/// A workshop, training, conference, networking day or meeting. Seats are counted beside it (<see cref="Registrations.Seats"/>)
/// and registrations are aggregates of their own: a registration never touches the event or its version.
/// </summary>
sealed class Event : Aggregate<EventState>
{
    readonly List<Session> sessions = [];

    Event()
    {
    }

    public LocalText Title { get; private set; } = new();

    public LocalText? Description { get; private set; }

    public string Kind { get; private set; } = "";

    public EventStatus Status { get; private set; }

    public DateTimeOffset StartsAt { get; private set; }

    public DateTimeOffset EndsAt { get; private set; }

    public string? Venue { get; private set; }

    public string? Town { get; private set; }

    public string Country { get; private set; } = "";

    public int Capacity { get; private set; }

    public IReadOnlyList<Session> Sessions => sessions;

    public DateTimeOffset ScheduledAt { get; private set; }

    /// <summary>Set once; what was never published is for the cluster team's eyes only, also after it is cancelled.</summary>
    public DateTimeOffset? PublishedAt { get; private set; }

    public DateTimeOffset? HeldAt { get; private set; }

    public DateTimeOffset? CancelledAt { get; private set; }

    public Admission Admission => new(Status, EndsAt);

    /// <exception cref="ProblemException">400, naming the field that cannot be.</exception>
    public static Event Schedule(ScheduleEventRequest request, DateTimeOffset at)
    {
        ScheduleRules.Check(request);
        var scheduled = new Event
        {
            Title = request.Title,
            Description = request.Description,
            Kind = request.Kind,
            Status = EventStatus.Scheduled,
            StartsAt = request.StartsAt.ToUniversalTime(),
            EndsAt = request.EndsAt.ToUniversalTime(),
            Venue = request.Venue,
            Town = request.Town,
            Country = request.Country.ToUpperInvariant(),
            Capacity = request.Capacity,
            ScheduledAt = at,
        };
        scheduled.sessions.AddRange(
            from session in request.Sessions ?? []
            orderby session.StartsAt
            select new Session(Guid.CreateVersion7(), session.Title, session.StartsAt.ToUniversalTime(), session.EndsAt.ToUniversalTime()));
        scheduled.Raise(state => new EventScheduled(state, at));
        return scheduled;
    }

    public void Publish(DateTimeOffset at)
    {
        Rule.Require(Status is EventStatus.Scheduled, Rules.OnlyScheduledCanBePublished);
        (Status, PublishedAt) = (EventStatus.Published, at);
        Raise(state => new EventPublished(state, at));
    }

    /// <summary>It took place; this can be said as soon as it has begun.</summary>
    public void Hold(DateTimeOffset at)
    {
        Rule.Require(Status is EventStatus.Published, Rules.OnlyPublishedCanBeHeld);
        Rule.Require(at >= StartsAt, Rules.NotBegunYet);
        (Status, HeldAt) = (EventStatus.Held, at);
        Raise(state => new EventHeld(state, at));
    }

    /// <summary>Registrations and invitations keep their state: the event says that it does not take place.</summary>
    public void Cancel(DateTimeOffset at)
    {
        Rule.Require(Status is EventStatus.Scheduled or EventStatus.Published, Rules.OnlyComingCanBeCancelled);
        (Status, CancelledAt) = (EventStatus.Cancelled, at);
        Raise(state => new EventCancelled(state, at));
    }

    public override EventState ToState() =>
        new(Id, Version, Title, Kind, Status.Code(), StartsAt, EndsAt, Town, Country, Capacity,
            [.. from session in sessions select new SessionState(session.Id, session.Title, session.StartsAt, session.EndsAt)]);
}

/// <summary>A part of the programme, inside the event's time.</summary>
sealed class Session(Guid id, LocalText title, DateTimeOffset startsAt, DateTimeOffset endsAt)
{
    public Guid Id { get; private set; } = id;

    public LocalText Title { get; private set; } = title;

    public DateTimeOffset StartsAt { get; private set; } = startsAt;

    public DateTimeOffset EndsAt { get; private set; } = endsAt;
}
