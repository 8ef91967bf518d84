using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ClusterTic.Portal.Sessions;

/// <summary><c>GET /sign-in?returnUrl=</c> and <c>POST /sign-out</c> (field <c>everywhere=true</c> ends every browser's session).</summary>
static class SessionRoutes
{
    public const string SignInPath = "/sign-in";
    public const string SignOutPath = "/sign-out";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(SignInPath, SignIn).Requires(Policies.Public).ExcludeFromDescription();
        routes.MapPost(SignOutPath, SignOut).Requires(Policies.Public).ExcludeFromDescription();
        BackChannelSignOut.Map(routes);
    }

    static async Task<IResult> SignIn(HttpContext http, string? returnUrl, IOptionsMonitor<OpenIdConnectOptions> providers)
    {
        var back = ReturnAddress.Local(returnUrl);
        if (http.User.Identity?.IsAuthenticated is true)
            return Results.LocalRedirect(back);
        if (await Metadata(providers, http.RequestAborted) is null)
            throw new ProblemException(StatusCodes.Status503ServiceUnavailable, "unavailable");
        return Results.Challenge(new AuthenticationProperties { RedirectUri = back }, [OpenIdConnectDefaults.AuthenticationScheme]);
    }

    static async Task<IResult> SignOut(
        HttpContext http, IAntiforgery antiforgery, TicketStore tickets, IOptionsMonitor<OpenIdConnectOptions> providers)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
            throw new ProblemException(StatusCodes.Status400BadRequest, "bad-request");
        if (http.User.FindFirst("sub") is not { } subject)
            return Results.LocalRedirect("/");

        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var home = ReturnAddress.Local(form["returnUrl"]);
        if (form["everywhere"] == "true")
            await tickets.RemoveAllAsync(subject.Issuer, subject.Value, startedUntil: DateTimeOffset.MaxValue, http.RequestAborted);

        // Where the provider is away the Portal's own session ends all the same.
        string[] schemes = await Metadata(providers, http.RequestAborted) is { EndSessionEndpoint: not null and not "" }
            ? [CookieAuthenticationDefaults.AuthenticationScheme, OpenIdConnectDefaults.AuthenticationScheme]
            : [CookieAuthenticationDefaults.AuthenticationScheme];
        if (schemes.Length > 1)
            return Results.SignOut(new AuthenticationProperties { RedirectUri = home }, schemes);
        await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return Results.LocalRedirect(home);
    }

    static async Task<OpenIdConnectConfiguration?> Metadata(IOptionsMonitor<OpenIdConnectOptions> providers, CancellationToken cancel)
    {
        try
        {
            return await providers.Get(OpenIdConnectDefaults.AuthenticationScheme).ConfigurationManager!.GetConfigurationAsync(cancel);
        }
        catch (InvalidOperationException)
        {
            return null;   // what the configuration manager says when it has never reached the provider
        }
    }
}
