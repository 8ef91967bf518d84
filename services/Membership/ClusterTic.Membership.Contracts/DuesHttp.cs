using System.ComponentModel.DataAnnotations;

namespace ClusterTic.Membership;

// Amounts are in XOF, which has no minor unit; days are days of the installation's time zone.

/// <summary>What members of a category pay for a term that begins while the plan is valid.</summary>
/// <param name="SmeClass">The class that it is for; null for every class that has no plan of its own.</param>
/// <param name="To">The last day; null while no end is set.</param>
public sealed record DuesPlanDetails(Guid Id, string Category, string? SmeClass, long Amount, DateOnly From, DateOnly? To);

/// <summary>Body of <c>POST /api/membership/v1/dues/plans</c>: from its first day on it takes the place of the plan before.</summary>
/// <param name="SmeClass">micro, small, medium, large, not-independent, unknown; null for the category's default.</param>
/// <param name="Amount">0 for who is exempt.</param>
public sealed record PlanDuesRequest(
    [property: Required(ErrorMessage = "required")] string Category,
    string? SmeClass,
    [property: Required(ErrorMessage = "required"), Range(typeof(long), "0", "1000000000000", ErrorMessage = "number-range:{1}:{2}")] long? Amount,
    [property: Required(ErrorMessage = "required")] DateOnly? From);

/// <summary>Body of <c>…/dues/plans/{id}/end</c>.</summary>
/// <param name="To">The last day on which it is valid.</param>
public sealed record EndDuesPlanRequest([property: Required(ErrorMessage = "required")] DateOnly? To);

/// <summary>Body of <c>POST …/dues/runs</c>; with <c>?dryRun=true</c> nothing is called, only shown.</summary>
/// <param name="To">The term's last day.</param>
public sealed record RunDuesRequest(
    [property: Required(ErrorMessage = "required")] DateOnly? From,
    [property: Required(ErrorMessage = "required")] DateOnly? To,
    [property: Required(ErrorMessage = "required")] DateOnly? DueOn);

/// <summary>What a run called, or would call.</summary>
/// <param name="AlreadyCalled">How many organisations have a call for the term, and so were left as they are.</param>
public sealed record DuesRun(
    DateOnly From, DateOnly To, DateOnly DueOn, bool DryRun, long Total, int AlreadyCalled,
    IReadOnlyList<DuesRunCall> Called, IReadOnlyList<DuesNotCalled> NotCalled);

/// <param name="Number">Null in a dry run.</param>
public sealed record DuesRunCall(Guid OrganisationId, string Organisation, string Category, string SmeClass, long Amount, string? Number);

/// <param name="Reason">no-plan, exempt (its plan says 0), suspended, other-term (a call for a term that overlaps), cancelled (its call for the term was).</param>
public sealed record DuesNotCalled(Guid OrganisationId, string Organisation, string? Category, string? SmeClass, string Reason);

/// <summary>Body of <c>POST …/organisations/{id}/dues/calls</c>.</summary>
/// <param name="Amount">Null for what the plan says; otherwise a reason is needed.</param>
/// <param name="Reason">Why the amount is another one, in the team's words.</param>
public sealed record CallForDuesRequest(
    [property: Required(ErrorMessage = "required")] DateOnly? From,
    [property: Required(ErrorMessage = "required")] DateOnly? To,
    [property: Required(ErrorMessage = "required")] DateOnly? DueOn,
    [property: Range(typeof(long), "1", "1000000000000", ErrorMessage = "number-range:{1}:{2}")] long? Amount = null,
    [property: StringLength(1000, ErrorMessage = "text-too-long:{1}")] string? Reason = null);

/// <summary>Body of <c>…/dues/calls/{id}/cancel</c> and <c>…/dues/payments/{id}/reverse</c>.</summary>
/// <param name="Reason">A code: error, waived, left, other for a call; error, bounced, refunded, other for a payment.</param>
/// <param name="Note">The same in the team's words.</param>
public sealed record UndoDuesRequest(
    [property: Required(ErrorMessage = "required")] string Reason,
    [property: StringLength(1000, ErrorMessage = "text-too-long:{1}")] string? Note = null);

/// <summary>Body of <c>POST …/organisations/{id}/dues/payments</c>.</summary>
/// <param name="Means">cash, transfer, mobile-money, cheque.</param>
/// <param name="Reference">The bank's or operator's number; needed for transfer and mobile-money.</param>
/// <param name="CallId">The call to settle first; the rest, and all of it without one, goes to the oldest open call.</param>
public sealed record RecordPaymentRequest(
    [property: Required(ErrorMessage = "required")] DateOnly? PaidOn,
    [property: Required(ErrorMessage = "required"), Range(typeof(long), "1", "1000000000000", ErrorMessage = "number-range:{1}:{2}")] long? Amount,
    [property: Required(ErrorMessage = "required")] string Means,
    [property: StringLength(100, ErrorMessage = "text-too-long:{1}")] string? Reference = null,
    Guid? CallId = null);

/// <summary>What an organisation was called upon to pay, has paid and owes.</summary>
/// <param name="Version">Of the account; 0 while there is none.</param>
/// <param name="Balance">What is open on its calls.</param>
/// <param name="Credit">What was paid and no call has used yet.</param>
/// <param name="Calls">The newest term first.</param>
/// <param name="Payments">The newest first, entries that reverse one among them.</param>
public sealed record DuesStatement(
    Guid OrganisationId, string Organisation, long Version, long Called, long Paid, long Balance, long Credit,
    IReadOnlyList<DuesCallDetails> Calls, IReadOnlyList<DuesPaymentDetails> Payments) : IVersioned;

/// <param name="Status">open, paid, cancelled.</param>
/// <param name="Reason">Why the amount is not the plan's.</param>
/// <param name="Reminders">Days on which the contact was reminded.</param>
public sealed record DuesCallDetails(
    Guid Id, string Number, DateOnly From, DateOnly To, DateOnly CalledOn, DateOnly DueOn, long Amount, long Paid, string Status,
    string? Reason, IReadOnlyList<DateOnly> Reminders, string? CancelReason, string? CancelNote, string? ByName);

/// <param name="Receipt">The receipt's number; null for an entry that reverses another.</param>
/// <param name="Amount">Below zero for an entry that reverses another.</param>
/// <param name="Reverses">The payment that this entry takes back.</param>
/// <param name="IsReversed">Whether another entry takes this one back.</param>
/// <param name="Reason">Why it was taken back: a code.</param>
public sealed record DuesPaymentDetails(
    Guid Id, string? Receipt, DateOnly PaidOn, long Amount, string Means, string? Reference, Guid? Reverses, bool IsReversed, string? Reason,
    string? Note, IReadOnlyList<DuesAllocationDetails> Allocations, string? ByName);

/// <summary>What part of a payment settles which call.</summary>
public sealed record DuesAllocationDetails(Guid CallId, string Call, long Amount);

/// <summary>A page of organisations that are late, the longest first, and the amount of all of them.</summary>
public sealed record DuesArrears(IReadOnlyList<DuesArrearsLine> Items, string? Next, long TotalAmount);

/// <param name="OldestDueOn">When the oldest of its open calls was due.</param>
public sealed record DuesArrearsLine(Guid OrganisationId, string Organisation, DateOnly OldestDueOn, int DaysLate, int Calls, long Amount);
