namespace ClusterTic.Events;

/// <summary>Codes of the rules that can be broken; their wording is in Resources/Problems.</summary>
static class Rules
{
    public const string OnlyScheduledCanBePublished = "event-only-scheduled-can-be-published";
    public const string OnlyPublishedCanBeHeld = "event-only-published-can-be-held";
    public const string OnlyComingCanBeCancelled = "event-only-coming-can-be-cancelled";
    public const string NotBegunYet = "event-not-begun";
    public const string NotPublished = "event-not-published";
    public const string EventCancelled = "event-cancelled";
    public const string EventOver = "event-over";
    public const string EventFull = "event-full";
    public const string AlreadyRegistered = "registration-already-confirmed";
    public const string RegistrationCancelled = "registration-cancelled";
    public const string AlreadyCheckedIn = "registration-already-checked-in";
    public const string CheckedInCannotCancel = "registration-checked-in-cannot-be-cancelled";
}
