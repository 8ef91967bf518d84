using ClusterTic.Membership;
using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;
using ClusterTic.ServiceDefaults.Security;

namespace ClusterTic.Portal.Organisations;

/// <summary>What the cluster team does with organisations: the list of applications, and each one's steps.</summary>
static class OrganisationPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/organisations", Index).Requires(Policies.Manager);
        pages.MapGet("/organisations/{id:guid}", Details).Requires(Policies.SignedIn); // whether it is the reader's own, Membership says
        pages.MapPost("/organisations/{id:guid}/{step:regex(^(submit|review|approve|reject|suspend|reinstate|withdraw)$)}", Step).Requires(Policies.Manager);
    }

    static async Task<IResult> Index(string? status, bool? represented, string? after, MembershipService membership, CancellationToken cancel) =>
        Show.Page<OrganisationsPage>(new { Status = status, Represented = represented, Found = await membership.Organisations(status, represented, after, 50, cancel) });

    static async Task<IResult> Details(Guid id, string? done, MembershipService membership, CancellationToken cancel)
    {
        var organisation = await membership.Organisation(id, cancel);
        return organisation.IsHere ? await Page(organisation.Value!, done, null, 200, membership, cancel) : Show.Instead(organisation);
    }

    /// <summary>The page with what the team wrote down and the last changes beside it; either may be away.</summary>
    static async Task<IResult> Page(
        OrganisationDetails organisation, string? done, Refusal? refusal, int status, MembershipService membership, CancellationToken cancel,
        IReadOnlyDictionary<string, string>? given = null)
    {
        var (notes, history, views, representatives) = (
            membership.ForTeam(() => membership.Notes(organisation.Id, null, 10, cancel)),
            membership.ForTeam(() => membership.History(organisation.Id, null, 20, cancel)),
            membership.ForTeam(() => membership.Views(organisation.Id, cancel)),
            membership.ForTeam(() => membership.Representatives(organisation.Id, cancel)));
        var (dues, contacts, requests, signatures) = (
            membership.DuesStatement(organisation.Id, cancel), membership.Contacts(organisation.Id, cancel),
            membership.ChangeRequests(organisation.Id, null, 1, cancel), membership.Signatures(organisation.Id, cancel));
        return Show.Page<OrganisationPage>(
            new
            {
                Organisation = organisation, Done = done, Refusal = refusal, Given = given,
                Notes = await notes, History = await history, Contacts = await contacts, Dues = await dues, Views = await views,
                Representatives = await representatives, Requests = await requests, Signatures = await signatures,
            }, status);
    }

    /// <summary>The page again, with why something was not taken.</summary>
    /// <param name="given">What was typed, where the form shall show it again.</param>
    /// <param name="rename">Gives a refused field the name that it has on the page.</param>
    internal static async Task<IResult> Again<T>(
        Guid id, Part<T> refused, MembershipService membership, Texts texts, CancellationToken cancel, IReadOnlyDictionary<string, string>? given = null,
        Func<string, string>? rename = null)
    {
        var organisation = await membership.Organisation(id, cancel);
        var refusal = Show.RefusalOf(refused, texts);
        return organisation.IsHere
            ? await Page(organisation.Value!, null, rename is null ? refusal : refusal.Renamed(rename), Show.StatusOf(refused), membership, cancel, given)
            : Show.Instead(organisation);
    }

    static async Task<IResult> Step(
        Guid id, string step, IFormCollection form, MembershipService membership, Texts texts, CancellationToken cancel)
    {
        object body = step switch
        {
            "approve" => new ApproveOrganisationRequest(form.Text("category") ?? ""),
            "reject" => new RejectOrganisationRequest(form.Text("reason") ?? "", Note: form.Text("note")),
            "suspend" => new SuspendOrganisationRequest(form.Text("reason") ?? "", Note: form.Text("note")),
            "reinstate" => new ReinstateOrganisationRequest(Note: form.Text("note")),
            "withdraw" => new WithdrawOrganisationRequest(form.Text("reason") ?? "", Note: form.Text("note")),
            _ => new StepRequest(),
        };
        var taken = await membership.Step(id, step, body, form.Attempt(), cancel);
        return taken.IsHere
            ? Results.LocalRedirect(Reader.Url($"/organisations/{id}?done={step}"))
            : await Again(id, taken, membership, texts, cancel);
    }
}
