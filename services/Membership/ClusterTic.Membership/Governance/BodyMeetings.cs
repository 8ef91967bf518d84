namespace ClusterTic.Membership.Governance;

/// <summary>What of its meetings is the body's own state; they themselves are not loaded with it.</summary>
sealed partial class Body
{
    public int MeetingsHeld { get; private set; }

    public DateOnly? LastMeetingOn { get; private set; }

    /// <param name="held">The days of all its meetings that were held, this one among them.</param>
    public void Hold(Meeting meeting, DateOnly on, IReadOnlyCollection<DateOnly> held, DateTimeOffset at)
    {
        RequireOpen();
        Count(held);
        Raise(state => new BodyMeetingHeld(state, meeting.Id, on, meeting.Present, at));
    }

    /// <summary>What was said to have been held was not, or does not count.</summary>
    /// <param name="held">The days of the others.</param>
    public void Unhold(Meeting meeting, IReadOnlyCollection<DateOnly> held, DateTimeOffset at)
    {
        Count(held);
        Raise(state => new BodyMeetingCancelled(state, meeting.Id, at));
    }

    void Count(IReadOnlyCollection<DateOnly> held) => (MeetingsHeld, LastMeetingOn) = (held.Count, held.Count == 0 ? null : held.Max());
}
