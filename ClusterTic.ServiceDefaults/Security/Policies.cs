using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;

namespace ClusterTic.ServiceDefaults.Security;

/// <summary>Roles in the token. <see cref="Backdate"/> is a permission that travels as one.</summary>
public static class Roles
{
    /// <summary>The cluster team.</summary>
    public const string Manager = "manager";

    public const string Analyst = "analyst";

    /// <summary>A donor or partner, who reads reports.</summary>
    public const string Partner = "partner";

    /// <summary>Whoever runs the platform.</summary>
    public const string Operator = "operator";

    /// <summary>May say when something happened, for lists that come late.</summary>
    public const string Backdate = "backdate";

    public static IReadOnlyList<string> All { get; } = [Manager, Analyst, Partner, Operator, Backdate];
}

/// <summary>Who may call an endpoint. Every endpoint names exactly one of these; docs/roles.md is their table.</summary>
public static class Policies
{
    /// <summary>Anybody.</summary>
    public const string Public = "public";

    /// <summary>Anybody with an account.</summary>
    public const string SignedIn = "signed-in";

    public const string Manager = "manager";

    /// <summary>The cluster team, and whoever acts for the organisation that is asked about; only a service that knows representatives can say so.</summary>
    public const string OwnOrganisation = "own-organisation";

    /// <summary>Analysts, partners and the cluster team.</summary>
    public const string ReadReports = "read-reports";

    public const string Operator = "operator";

    internal static void Add(AuthorizationBuilder authorization) => authorization
        .AddPolicy(Public, policy => policy.RequireAssertion(_ => true))
        .AddPolicy(SignedIn, policy => policy.RequireAuthenticatedUser())
        .AddPolicy(Manager, policy => policy.RequireRole(Roles.Manager))
        .AddPolicy(OwnOrganisation, policy => policy.RequireAuthenticatedUser().AddRequirements(new OwnOrganisationRequirement()))
        .AddPolicy(ReadReports, policy => policy.RequireRole(Roles.Analyst, Roles.Partner, Roles.Manager))
        .AddPolicy(Operator, policy => policy.RequireRole(Roles.Operator))
        // An endpoint that forgot its policy is closed, not open.
        .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build());

    /// <summary>Names the endpoint's policy; the test over all endpoints reads it.</summary>
    public static TBuilder Requires<TBuilder>(this TBuilder endpoint, string policy) where TBuilder : IEndpointConventionBuilder
    {
        endpoint.RequireAuthorization(policy);
        return endpoint;
    }
}

/// <summary>Met by a handler of the service that knows who acts for whom; without one it is never met.</summary>
public sealed class OwnOrganisationRequirement : IAuthorizationRequirement;
