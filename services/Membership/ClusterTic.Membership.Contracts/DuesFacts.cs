using ClusterTic.Messaging;

namespace ClusterTic.Membership;

/// <summary>What one organisation was called upon to pay and has paid. All amounts are in XOF, which has no minor unit.</summary>
/// <param name="Id">The account's own id.</param>
/// <param name="Called">The sum of all calls that are not cancelled.</param>
/// <param name="Paid">The sum of all payments that are not reversed.</param>
/// <param name="Credit">What of it no call has used yet; a part of <paramref name="Paid"/>.</param>
/// <param name="Calls">By their terms, the cancelled ones too.</param>
public sealed record DuesAccountState(
    Guid Id, long Version, Guid OrganisationId, long Called, long Paid, long Credit, IReadOnlyList<DuesCallState> Calls);

/// <summary>A call for the dues of a term.</summary>
/// <param name="To">The term's last day.</param>
/// <param name="Paid">What of the amount is paid.</param>
/// <param name="Status">open, paid, cancelled.</param>
public sealed record DuesCallState(Guid Id, DateOnly From, DateOnly To, DateOnly DueOn, long Amount, long Paid, string Status);

/// <summary>Every fact about an organisation's dues.</summary>
[AggregateName("membership.dues", typeof(DuesAnnounced))]
public interface IDuesFact : IFact
{
    DuesAccountState Account { get; }
    Guid IFact.AggregateId => Account.Id;
    long IFact.Version => Account.Version;
}

/// <summary>An organisation was called upon to pay its dues for a term.</summary>
[WireName("membership.dues.called")]
public sealed record DuesCalled(
    DuesAccountState Account, Guid CallId, DateOnly From, DateOnly To, DateOnly DueOn, long Amount, DateTimeOffset OccurredAt) : IDuesFact;

/// <summary>A call on which nothing was paid no longer holds.</summary>
/// <param name="Reason">A code, never free text: error, waived, left, other.</param>
[WireName("membership.dues.cancelled")]
public sealed record DuesCancelled(
    DuesAccountState Account, Guid CallId, DateOnly From, DateOnly To, long Amount, string Reason, DateTimeOffset OccurredAt) : IDuesFact;

/// <summary>An organisation paid.</summary>
/// <param name="Means">cash, transfer, mobile-money, cheque.</param>
/// <param name="PaidOn">The day it was paid, which may lie before the day it was entered.</param>
[WireName("membership.dues.paid")]
public sealed record DuesPaid(
    DuesAccountState Account, Guid PaymentId, DateOnly PaidOn, long Amount, string Means, DateTimeOffset OccurredAt) : IDuesFact;

/// <summary>A payment was taken back; what it had settled is open again.</summary>
/// <param name="PaymentId">The payment that no longer counts.</param>
/// <param name="Amount">Of that payment.</param>
/// <param name="Reason">A code, never free text: error, bounced, refunded, other.</param>
[WireName("membership.dues.reversed")]
public sealed record DuesReversed(
    DuesAccountState Account, Guid PaymentId, long Amount, string Means, string Reason, DateTimeOffset OccurredAt) : IDuesFact;

/// <summary>Repeats the state for a copy that starts late.</summary>
[WireName("membership.dues.announced")]
public sealed record DuesAnnounced(DuesAccountState Account, DateTimeOffset OccurredAt) : IDuesFact;
