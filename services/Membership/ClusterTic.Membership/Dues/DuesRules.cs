namespace ClusterTic.Membership.Dues;

/// <summary>Codes of the rules and refusals about dues; their wording is in Resources.</summary>
static class DuesRules
{
    public const string UnknownSmeClass = "unknown-sme-class";
    public const string PlanNotAfterTheLast = "plan-not-after-the-last";
    public const string PlanAlreadyEnded = "plan-already-ended";
    public const string PlanCalledUpon = "plan-called-upon";
    public const string PlanEndsBeforeItBegins = "plan-ends-before-it-begins";
    public const string TermEndsBeforeItBegins = "dues-term-ends-before-it-begins";
    public const string TermTooLong = "term-too-long";
    public const string DayOutOfRange = "day-out-of-range";
    public const string TermCalled = "term-called";
    public const string OnlyAMemberIsCalled = "only-a-member-is-called";
    public const string AdmittedAfterTheTerm = "admitted-after-the-term";
    public const string NoPlanForIt = "no-plan-for-it";
    public const string DeviationNeedsReason = "deviation-needs-reason";
    public const string AlreadyCancelled = "call-already-cancelled";
    public const string PaidCannotBeCancelled = "paid-cannot-be-cancelled";
    public const string UnknownMeans = "unknown-means";
    public const string ReferenceMissing = "reference-missing";
    public const string PaidInTheFuture = "paid-in-the-future";
    public const string PaymentTwice = "payment-twice";
    public const string UnknownCall = "unknown-call";
    public const string CallNotOpen = "call-not-open";
    public const string AlreadyReversed = "payment-already-reversed";
    public const string ReversalCannotBeReversed = "reversal-cannot-be-reversed";
    public const string DaysLateOutOfRange = "days-late-out-of-range";
}
