using ClusterTic.ServiceDefaults.Http;

namespace ClusterTic.Events;

/// <summary>
/// Who can still come in, and until when. Times are when something happened in the world: for an event that is over
/// only a caller who may say so (the <c>backdate</c> permission) can state a time before its end.
/// </summary>
/// <param name="EndsAt">Of the event.</param>
sealed record Admission(EventStatus Status, DateTimeOffset EndsAt)
{
    /// <summary>From publication to the end. A held event takes the names of a paper list that comes late.</summary>
    public void ForInvitation(DateTimeOffset at) => Check(at);

    /// <inheritdoc cref="ForInvitation"/>
    public void ForRegistration(DateTimeOffset at) => Check(at);

    /// <summary>As for registration. There is no earliest time: badges are also handed out the day before.</summary>
    public void ForCheckIn(DateTimeOffset at) => Check(at);

    void Check(DateTimeOffset at)
    {
        Rule.Require(Status is not EventStatus.Scheduled, Rules.NotPublished);
        Rule.Require(Status is not EventStatus.Cancelled, Rules.EventCancelled);
        Rule.Require(at <= EndsAt, Rules.EventOver);
    }
}
