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
        pages.MapGet("/organisations/{id:guid}", Details).Requires(Policies.Manager);
        pages.MapPost("/organisations/{id:guid}/{step:regex(^(submit|review|approve|reject)$)}", Step).Requires(Policies.Manager);
    }

    static async Task<IResult> Index(string? status, string? after, MembershipService membership, CancellationToken cancel) =>
        Show.Page<OrganisationsPage>(new { Status = status, Found = await membership.Organisations(status, after, 50, cancel) });

    static async Task<IResult> Details(Guid id, string? done, MembershipService membership, CancellationToken cancel)
    {
        var organisation = await membership.Organisation(id, cancel);
        return organisation.IsHere
            ? Show.Page<OrganisationPage>(new { Organisation = organisation.Value, Done = done })
            : Show.Instead(organisation);
    }

    static async Task<IResult> Step(
        Guid id, string step, IFormCollection form, MembershipService membership, Texts texts, CancellationToken cancel)
    {
        object body = step switch
        {
            "approve" => new ApproveOrganisationRequest(form.Text("category") ?? ""),
            "reject" => new RejectOrganisationRequest(form.Text("reason") ?? ""),
            _ => new StepRequest(),
        };
        var taken = await membership.Step(id, step, body, form.Attempt(), cancel);
        if (taken.IsHere) return Results.LocalRedirect(Reader.Url($"/organisations/{id}?done={step}"));

        var organisation = await membership.Organisation(id, cancel);
        return organisation.IsHere
            ? Show.Page<OrganisationPage>(
                new { Organisation = organisation.Value, Refusal = Show.RefusalOf(taken, texts) }, Show.StatusOf(taken))
            : Show.Instead(organisation);
    }
}
