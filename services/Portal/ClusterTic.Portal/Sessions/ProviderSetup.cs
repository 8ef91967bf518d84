using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ClusterTic.Portal.Sessions;

/// <summary>The Portal as a client of an OpenID Connect provider, which may be any: nothing here knows the suite's own.</summary>
static class ProviderSetup
{
    public const string HttpClient = "identity-provider";

    public static void Set(
        OpenIdConnectOptions provider, IOptions<ProviderOptions> options, IConfiguration configuration, IHttpClientFactory clients)
    {
        var session = options.Value;
        provider.Authority = session.ProviderAddress;
        if (!string.IsNullOrEmpty(session.MetadataAddress))
            provider.MetadataAddress = session.MetadataAddress;
        var address = string.IsNullOrEmpty(session.MetadataAddress) ? session.ProviderAddress : session.MetadataAddress;
        provider.RequireHttpsMetadata = address.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        provider.Backchannel = clients.CreateClient(HttpClient);
        provider.Backchannel.Timeout = TimeSpan.FromSeconds(10);

        provider.ClientId = session.ClientId;
        provider.ClientSecret = session.ClientSecret;
        provider.ResponseType = OpenIdConnectResponseType.Code;
        provider.ResponseMode = OpenIdConnectResponseMode.Query;   // a posted answer would come without Lax cookies
        provider.UsePkce = true;
        provider.SaveTokens = true;
        provider.MapInboundClaims = false;
        provider.DisableTelemetry = true;
        provider.TokenValidationParameters.NameClaimType = session.NameClaim;
        provider.TokenValidationParameters.RoleClaimType = session.RoleClaim;
        provider.Scope.Clear();
        foreach (var scope in session.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            provider.Scope.Add(scope);

        PortalSessions.Name(provider.CorrelationCookie, "correlation", session, configuration);
        PortalSessions.Name(provider.NonceCookie, "nonce", session, configuration);
        provider.CorrelationCookie.Name += ".";   // the handler appends a value of its own
        provider.NonceCookie.Name += ".";

        var origin = session.Origin.GetLeftPart(UriPartial.Authority);
        provider.Events = new OpenIdConnectEvents
        {
            OnRedirectToIdentityProvider = context =>
            {
                context.ProtocolMessage.RedirectUri = origin + context.Options.CallbackPath;
                context.ProtocolMessage.UiLocales = ReturnAddress.Language(context.Properties.RedirectUri ?? "/");
                return Task.CompletedTask;
            },
            OnRedirectToIdentityProviderForSignOut = context =>
            {
                context.ProtocolMessage.PostLogoutRedirectUri = origin + context.Options.SignedOutCallbackPath;
                return Task.CompletedTask;
            },
            OnRemoteFailure = context =>
            {
                // Refused there, an old tab, a lost cookie: begin again from the home page, which says so.
                context.Response.Redirect("/?sign-in=failed");
                context.HandleResponse();
                return Task.CompletedTask;
            },
        };
    }
}
