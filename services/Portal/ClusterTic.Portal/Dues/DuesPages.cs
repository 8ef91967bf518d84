using ClusterTic.Membership;
using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;
using ClusterTic.ServiceDefaults.Security;

namespace ClusterTic.Portal.Dues;

/// <summary>Dues of the whole cluster: who is late, calling everybody for a term, and what each category pays.</summary>
static class DuesPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/dues", Index).Requires(Policies.Manager);
        pages.MapPost("/dues/runs", Run).Requires(Policies.Manager);
        pages.MapPost("/dues/plans", AddPlan).Requires(Policies.Manager);
        pages.MapPost("/dues/plans/{id:guid}/end", EndPlan).Requires(Policies.Manager);
    }

    static Task<IResult> Index(
        string? daysLate, string? after, string? from, string? to, string? dueOn, string? done, int? called, MembershipService membership,
        CancellationToken cancel) =>
        Page(new(daysLate, after, from, to, dueOn), done, called, null, 200, membership, cancel);

    static async Task<IResult> Page(
        DuesQuery asked, string? done, int? called, NamedForm? form, int status, MembershipService membership, CancellationToken cancel)
    {
        var arrears = membership.DuesArrears(asked.DaysLate, asked.After, 50, cancel);
        var plans = membership.DuesPlans(cancel);
        var proposal = asked.Term is { } term ? await membership.PreviewDuesRun(term, cancel) : null;
        return Show.Page<DuesPage>(
            new { Asked = asked, Done = done, CalledNow = called, Form = form, Arrears = await arrears, Plans = await plans, Proposal = proposal }, status);
    }

    static async Task<IResult> Run(IFormCollection form, MembershipService membership, Texts texts, CancellationToken cancel)
    {
        var run = await membership.RunDues(
            new(NamedForm.Day(form.Text("from")), NamedForm.Day(form.Text("to")), NamedForm.Day(form.Text("dueOn"))), form.Attempt(), cancel);
        return run.IsHere
            ? Results.LocalRedirect(Reader.Url(FormattableString.Invariant($"/dues?done=run&called={run.Value!.Called.Count}")))
            : await Again("run", form, run, membership, texts, cancel);
    }

    static async Task<IResult> AddPlan(IFormCollection form, MembershipService membership, Texts texts, CancellationToken cancel)
    {
        var numbers = new Numbers(form, texts);
        var request = new PlanDuesRequest(
            form.Text("category") ?? "", form.Text("smeClass"), numbers.Read("amount", Amounts.Most), NamedForm.Day(form.Text("from")));
        var added = numbers.Refused<DuesPlanDetails>() ?? await membership.PlanDues(request, form.Attempt(), cancel);
        return added.IsHere ? Results.LocalRedirect(Reader.Url("/dues?done=plan")) : await Again("plan", form, added, membership, texts, cancel);
    }

    static async Task<IResult> EndPlan(Guid id, IFormCollection form, MembershipService membership, Texts texts, CancellationToken cancel)
    {
        var ended = await membership.EndDuesPlan(id, new(NamedForm.Day(form.Text("to"))), form.Attempt(), cancel);
        return ended.IsHere ? Results.LocalRedirect(Reader.Url("/dues?done=plan-end")) : await Again($"end-{id}", form, ended, membership, texts, cancel);
    }

    static Task<IResult> Again<T>(string name, IFormCollection form, Part<T> refused, MembershipService membership, Texts texts, CancellationToken cancel) =>
        Page(new(null, null, null, null, null), null, null, NamedForm.Of(name, form, refused, texts), Show.StatusOf(refused), membership, cancel);
}
