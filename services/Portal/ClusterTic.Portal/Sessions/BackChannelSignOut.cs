using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;

namespace ClusterTic.Portal.Sessions;

/// <summary>
/// OpenID Connect Back-Channel Logout: the provider says that an account's sessions are over, and they end at once. A
/// provider that never says so ends them at their next refresh.
/// </summary>
static class BackChannelSignOut
{
    public const string Path = "/signed-out";
    const string Event = "http://schemas.openid.net/event/backchannel-logout";

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost(Path, Handle).Requires(Policies.Public).ExcludeFromDescription().WithMetadata(new WithoutIdempotencyKey());

    static async Task<IResult> Handle(HttpContext http, IOptionsMonitor<OpenIdConnectOptions> providers, TicketStore tickets)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (!http.Request.HasFormContentType)
            return Results.BadRequest();

        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var provider = providers.Get(OpenIdConnectDefaults.AuthenticationScheme);
        var metadata = await provider.ConfigurationManager!.GetConfigurationAsync(http.RequestAborted);
        var parameters = provider.TokenValidationParameters.Clone();
        parameters.ValidIssuer = metadata.Issuer;
        parameters.IssuerSigningKeys = metadata.SigningKeys;
        parameters.ValidTypes = ["logout+jwt", "JWT"];
        var checkedToken = await provider.TokenHandler.ValidateTokenAsync(form["logout_token"].ToString(), parameters);
        if (!checkedToken.IsValid || checkedToken.SecurityToken is not JsonWebToken token
            || !token.TryGetPayloadValue<System.Text.Json.JsonElement>("events", out var events) || !events.TryGetProperty(Event, out _)
            || token.TryGetClaim("nonce", out _) || string.IsNullOrEmpty(token.Subject)
            || TicketStore.IssuedAt(token) is not { } issuedAt)
            return Results.BadRequest();

        // A notice may arrive late: whoever has signed in again since stays so.
        await tickets.RemoveAllAsync(token.Issuer, token.Subject, startedUntil: issuedAt, http.RequestAborted);
        return Results.Ok();
    }
}
