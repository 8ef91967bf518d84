using ClusterTic.Messaging;

namespace ClusterTic.Membership;

/// <summary>An order to erase a person's data everywhere, by ids: what was erased is in no message of this stream.</summary>
/// <param name="Reason">request, consent, retention, other.</param>
/// <param name="Services">Who must confirm.</param>
/// <param name="CompletedAt">When the last of them had; null while one is missing.</param>
public sealed record ErasureState(
    Guid Id, long Version, Guid PersonId, string Reason, DateTimeOffset OrderedAt, IReadOnlyList<string> Services, DateTimeOffset? CompletedAt);

/// <summary>An account that the person was known to have.</summary>
public sealed record KnownAccount(string Issuer, string Subject);

[AggregateName("membership.erasure", typeof(ErasureAnnounced))]
public interface IErasureFact : IFact
{
    ErasureState Erasure { get; }
    Guid IFact.AggregateId => Erasure.Id;
    long IFact.Version => Erasure.Version;
}

/// <summary>A person's data is to be erased; whoever holds only ids does it on this fact, others on <see cref="PersonErased"/>.</summary>
/// <param name="Accounts">Empty where none is known.</param>
[WireName("membership.erasure.ordered")]
public sealed record ErasureOrdered(ErasureState Erasure, IReadOnlyList<KnownAccount> Accounts, DateTimeOffset OccurredAt) : IErasureFact;

/// <summary>Every service has confirmed.</summary>
[WireName("membership.erasure.completed")]
public sealed record ErasureCompleted(ErasureState Erasure, DateTimeOffset OccurredAt) : IErasureFact;

/// <summary>Repeats the state for a copy that starts late.</summary>
[WireName("membership.erasure.announced")]
public sealed record ErasureAnnounced(ErasureState Erasure, DateTimeOffset OccurredAt) : IErasureFact;

/// <summary>What one service did about one order.</summary>
/// <param name="Id">The confirmation's own: several services answer one order.</param>
/// <param name="Kept">Why something was left in place, as a code: account-with-role; null where nothing was.</param>
/// <param name="Erased">What was emptied, and how much; also what is held under the person's id alone and stays.</param>
public sealed record ErasureConfirmationState(
    Guid Id, long Version, Guid ErasureId, Guid PersonId, string Service, string? Kept, IReadOnlyList<ErasedCount> Erased, DateTimeOffset ConfirmedAt);

/// <param name="What">A code: people, addresses, registrations.</param>
public sealed record ErasedCount(string What, int Count);

/// <summary>Answers to <see cref="ErasureOrdered"/>. Any service sends it, so, as <c>person.*</c>, it is named after none.</summary>
[AggregateName("erasure", typeof(ErasureConfirmed))]
public interface IErasureConfirmationFact : IFact
{
    ErasureConfirmationState Confirmation { get; }
    Guid IFact.AggregateId => Confirmation.Id;
    long IFact.Version => Confirmation.Version;
}

/// <summary>A service has done what an order asks.</summary>
[WireName("erasure.confirmed")]
public sealed record ErasureConfirmed(ErasureConfirmationState Confirmation, DateTimeOffset OccurredAt) : IErasureConfirmationFact
{
    public static ErasureConfirmed By(string service, Guid erasure, Guid person, DateTimeOffset at, IReadOnlyList<ErasedCount> erased, string? kept = null) =>
        new(new(Guid.CreateVersion7(), 1, erasure, person, service, kept, erased, at), at);
}
