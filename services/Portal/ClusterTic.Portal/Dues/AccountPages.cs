using ClusterTic.Membership;
using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;
using ClusterTic.ServiceDefaults.Security;

namespace ClusterTic.Portal.Dues;

/// <summary>Dues of one organisation: its statement, and everything that the team does with it.</summary>
static class AccountPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/organisations/{id:guid}/dues", Index).Requires(Policies.SignedIn);
        pages.MapPost("/organisations/{id:guid}/dues/calls", Call).Requires(Policies.Manager);
        pages.MapPost("/organisations/{id:guid}/dues/payments", Pay).Requires(Policies.Manager);
        pages.MapPost("/organisations/{id:guid}/dues/calls/{call:guid}/cancel", Cancel).Requires(Policies.Manager);
        pages.MapPost("/organisations/{id:guid}/dues/payments/{payment:guid}/reverse", Reverse).Requires(Policies.Manager);
    }

    static Task<IResult> Index(Guid id, string? done, MembershipService membership, CancellationToken cancel) =>
        Page(id, done, null, 200, membership, cancel);

    static async Task<IResult> Page(Guid id, string? done, NamedForm? form, int status, MembershipService membership, CancellationToken cancel)
    {
        var statement = await membership.DuesStatement(id, cancel);
        return statement.IsHere
            ? Show.Page<AccountPage>(new { Statement = statement.Value, Done = done, Form = form }, status)
            : Show.Instead(statement);
    }

    static async Task<IResult> Call(Guid id, IFormCollection form, MembershipService membership, Texts texts, CancellationToken cancel)
    {
        var numbers = new Numbers(form, texts);
        var request = new CallForDuesRequest(
            NamedForm.Day(form.Text("from")), NamedForm.Day(form.Text("to")), NamedForm.Day(form.Text("dueOn")), numbers.Read("amount", Amounts.Most),
            form.Text("reason"));
        return await Answer(id, "call", form, numbers.Refused<DuesCallDetails>() ?? await membership.CallForDues(id, request, form.Attempt(), cancel), membership, texts, cancel);
    }

    static async Task<IResult> Pay(Guid id, IFormCollection form, MembershipService membership, Texts texts, CancellationToken cancel)
    {
        var numbers = new Numbers(form, texts);
        var request = new RecordPaymentRequest(
            NamedForm.Day(form.Text("paidOn")), numbers.Read("amount", Amounts.Most), form.Text("means") ?? "", form.Text("reference"),
            Guid.TryParse(form.Text("callId"), out var call) ? call : null);
        return await Answer(id, "payment", form, numbers.Refused<DuesPaymentDetails>() ?? await membership.RecordPayment(id, request, form.Attempt(), cancel), membership, texts, cancel);
    }

    static async Task<IResult> Cancel(Guid id, Guid call, IFormCollection form, MembershipService membership, Texts texts, CancellationToken cancel) =>
        await Answer(id, $"cancel-{call}", form, await membership.CancelDuesCall(call, Undo(form), form.Attempt(), cancel), membership, texts, cancel, "cancel");

    static async Task<IResult> Reverse(Guid id, Guid payment, IFormCollection form, MembershipService membership, Texts texts, CancellationToken cancel) =>
        await Answer(id, $"reverse-{payment}", form, await membership.ReversePayment(payment, Undo(form), form.Attempt(), cancel), membership, texts, cancel, "reverse");

    static async Task<IResult> Answer<T>(
        Guid id, string name, IFormCollection form, Part<T> taken, MembershipService membership, Texts texts, CancellationToken cancel, string? done = null) =>
        taken.IsHere
            ? Results.LocalRedirect(Reader.Url($"/organisations/{id}/dues?done={done ?? name}"))
            : await Page(id, null, NamedForm.Of(name, form, taken, texts), Show.StatusOf(taken), membership, cancel);

    static UndoDuesRequest Undo(IFormCollection form) => new(form.Text("reason") ?? "", form.Text("note"));
}
