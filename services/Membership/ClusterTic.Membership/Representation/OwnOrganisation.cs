using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Representation;

/// <summary>
/// Whether the caller may act for the organisation that the address names (<c>{id}</c>): the cluster team may for each,
/// others for those that they represent now. Asked before anything of the request is read.
/// </summary>
sealed class OwnOrganisation(MembershipDb db, CurrentUser user) : AuthorizationHandler<OwnOrganisationRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, OwnOrganisationRequirement requirement)
    {
        if (user.IsInRole(Roles.Manager))
        {
            context.Succeed(requirement);
            return;
        }

        if (context.Resource is not HttpContext http || !Guid.TryParse(http.GetRouteValue("id") as string, out var id)) return;
        var owner = http.GetEndpoint()?.Metadata.GetMetadata<OwnerOf>() is { } of ? await of.FindAsync(db, id, http.RequestAborted) : id;
        if (owner is { } organisation && await db.ActsForAsync(user, organisation, http.RequestAborted))
            context.Succeed(requirement);
    }
}

/// <summary>For an endpoint whose <c>{id}</c> is not the organisation's: whose it is.</summary>
sealed record OwnerOf(Func<MembershipDb, Guid, CancellationToken, Task<Guid?>> FindAsync);

static class Representations
{
    /// <summary>What the caller may do now: live ones, of organisations of which anything can still change.</summary>
    public static IQueryable<Representative> RepresentationsOf(this MembershipDb db, CurrentUser user)
    {
        var (issuer, subject) = user.Account is { } account ? (account.Issuer, account.Subject) : ("", "");
        return db.Representatives.Where(one => one.Subject == subject && one.Issuer == issuer && one.EndedAt == null
            && db.Organisations.Any(organisation => organisation.Id == one.OrganisationId && OrganisationStatuses.Open.Contains(organisation.Status)));
    }

    /// <summary>The cluster team does for each.</summary>
    public static async Task<bool> ActsForAsync(this MembershipDb db, CurrentUser user, Guid organisation, CancellationToken cancel) =>
        user.IsInRole(Roles.Manager)
        || (user.IsSignedIn && await db.RepresentationsOf(user).AnyAsync(one => one.OrganisationId == organisation, cancel));

    /// <summary>What the team wrote down for itself stays with it, whichever endpoint answers with an organisation.</summary>
    public static RouteGroupBuilder WithoutTeamNotes(this RouteGroupBuilder group) => group.AddEndpointFilter(async (context, next) =>
    {
        var result = await next(context);
        if (context.HttpContext.User.IsInRole(Roles.Manager)) return result;
        return (result is INestedHttpResult nested ? nested.Result : result) switch
        {
            Microsoft.AspNetCore.Http.HttpResults.Ok<OrganisationDetails> { Value: { } details } => TypedResults.Ok(Own(details)),
            Microsoft.AspNetCore.Http.HttpResults.Ok<DuesStatement> { Value: { } statement } => TypedResults.Ok(Own(statement)),
            Microsoft.AspNetCore.Http.HttpResults.Ok<Page<CharterSignatureDetails>> { Value: { } page } => TypedResults.Ok(page with { Items = [.. page.Items.Select(Own)] }),
            _ => result,
        };
    });

    static OrganisationDetails Own(OrganisationDetails details) => details with
    {
        StatusNote = null, Checks = null, Competences = [.. details.Competences.Select(one => one with { Note = null, VerifiedBy = null })],
    };

    static DuesStatement Own(DuesStatement statement) => statement with
    {
        Calls = [.. statement.Calls.Select(call => call with { CancelNote = null, ByName = null })],
        Payments = [.. statement.Payments.Select(payment => payment with { Note = null, ByName = null })],
    };

    static CharterSignatureDetails Own(CharterSignatureDetails signature) => signature with { By = "", ByName = null, RevokeNote = null };
}
