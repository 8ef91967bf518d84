using ClusterTic.Membership;

namespace ClusterTic.Portal.Remote;

/// <summary>Dues: plans, calls, payments, and who is late.</summary>
public sealed partial class MembershipService
{
    public Task<Part<Page<DuesPlanDetails>>> DuesPlans(CancellationToken cancel) =>
        Get<Page<DuesPlanDetails>>(Root + "dues/plans" + Query(("limit", "200")), cancel);

    public Task<Part<DuesPlanDetails>> PlanDues(PlanDuesRequest request, Attempt attempt, CancellationToken cancel) =>
        Post<DuesPlanDetails>(Root + "dues/plans", request, attempt, cancel);

    public Task<Part<DuesPlanDetails>> EndDuesPlan(Guid plan, EndDuesPlanRequest request, Attempt attempt, CancellationToken cancel) =>
        Post<DuesPlanDetails>($"{Root}dues/plans/{plan}/end", request, attempt, cancel);

    /// <summary>Whom a run would call; nothing is called.</summary>
    public Task<Part<DuesRun>> PreviewDuesRun(RunDuesRequest request, CancellationToken cancel) =>
        Post<DuesRun>(Root + "dues/runs?dryRun=true", request, new(Guid.CreateVersion7().ToString()), cancel);

    public Task<Part<DuesRun>> RunDues(RunDuesRequest request, Attempt attempt, CancellationToken cancel) =>
        Post<DuesRun>(Root + "dues/runs", request, attempt, cancel);

    public Task<Part<DuesArrears>> DuesArrears(string? daysLate, string? after, int limit, CancellationToken cancel) =>
        Get<DuesArrears>(Root + "dues/arrears" + Query(("daysLate", daysLate), ("after", after), ("limit", Text(limit)), ("count", "true")), cancel);

    public Task<Part<DuesStatement>> DuesStatement(Guid organisation, CancellationToken cancel) =>
        Get<DuesStatement>($"{Root}organisations/{organisation}/dues/statement", cancel);

    public Task<Part<DuesCallDetails>> CallForDues(Guid organisation, CallForDuesRequest request, Attempt attempt, CancellationToken cancel) =>
        Post<DuesCallDetails>($"{Root}organisations/{organisation}/dues/calls", request, attempt, cancel);

    public Task<Part<DuesCallDetails>> CancelDuesCall(Guid call, UndoDuesRequest request, Attempt attempt, CancellationToken cancel) =>
        Post<DuesCallDetails>($"{Root}dues/calls/{call}/cancel", request, attempt, cancel);

    public Task<Part<DuesPaymentDetails>> RecordPayment(Guid organisation, RecordPaymentRequest request, Attempt attempt, CancellationToken cancel) =>
        Post<DuesPaymentDetails>($"{Root}organisations/{organisation}/dues/payments", request, attempt, cancel);

    public Task<Part<DuesPaymentDetails>> ReversePayment(Guid payment, UndoDuesRequest request, Attempt attempt, CancellationToken cancel) =>
        Post<DuesPaymentDetails>($"{Root}dues/payments/{payment}/reverse", request, attempt, cancel);
}
