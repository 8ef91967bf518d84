namespace ClusterTic.Events.People;

/// <summary>
/// Somebody who registered, or whom Membership told of. The only table of this service with personal data.
/// </summary>
/// <remarks>
/// A human who registers before Membership knows them gets a provisional id, and all their registrations carry it for
/// good, also after Membership's own record of them has arrived and been linked. So within the facts of Events one
/// human is one id, and whoever counts distinct ids counts humans.
/// </remarks>
sealed class Person
{
    public Guid Id { get; private set; }

    /// <summary>Membership's version; 0 for a provisional person.</summary>
    public long Version { get; private set; }

    public string Name { get; private set; } = "";

    public string Email { get; private set; } = "";

    public string Language { get; private set; } = "";

    /// <summary>Met here first, under an id of our own.</summary>
    public bool Provisional { get; private set; }

    /// <summary>Membership's record of the same human, whose name is shown instead.</summary>
    public Guid? LinkedTo { get; private set; }

    /// <summary>When Membership's erasure emptied it; nothing that arrives later fills it again.</summary>
    public DateTimeOffset? ErasedAt { get; private set; }
}

/// <summary>From an address to the id that the person's registrations carry. The first who claims an address keeps it.</summary>
sealed class PersonByEmail
{
    public byte[] EmailKey { get; private set; } = [];

    public Guid PersonId { get; private set; }
}
