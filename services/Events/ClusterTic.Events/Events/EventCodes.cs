using System.Collections.Frozen;

namespace ClusterTic.Events;

enum EventStatus
{
    Scheduled,
    Published,
    Held,
    Cancelled,
}

/// <summary>The codes that travel; labels belong to whoever shows them.</summary>
static class EventCodes
{
    public static FrozenSet<string> Kinds { get; } =
        new[] { "workshop", "training", "conference", "networking", "meeting" }.ToFrozenSet(StringComparer.Ordinal);

    public static string Code(this EventStatus status) => status switch
    {
        EventStatus.Scheduled => "scheduled",
        EventStatus.Published => "published",
        EventStatus.Held => "held",
        _ => "cancelled",
    };

    public static EventStatus? Status(string code) => code switch
    {
        "scheduled" => EventStatus.Scheduled,
        "published" => EventStatus.Published,
        "held" => EventStatus.Held,
        "cancelled" => EventStatus.Cancelled,
        _ => null,
    };
}
