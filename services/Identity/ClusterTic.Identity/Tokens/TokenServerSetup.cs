using ClusterTic.Identity.Keys;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;
using static OpenIddict.Server.OpenIddictServerHandlers.Discovery;

namespace ClusterTic.Identity.Tokens;

/// <summary>OpenIddict: authorization code with PKCE, client credentials, refresh tokens; signed access tokens of 15 minutes.</summary>
static class TokenServerSetup
{
    public static void AddTokenServer(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<KeyRing>();
        services.AddSingleton<TokenServerKeys>();
        services.AddSingleton<IConfigureOptions<OpenIddictServerOptions>>(s => s.GetRequiredService<TokenServerKeys>());
        services.AddSingleton<IOptionsChangeTokenSource<OpenIddictServerOptions>>(s => s.GetRequiredService<TokenServerKeys>());
        services.AddHostedService<KeyRotation>();
        services.AddOptions<OpenIddictServerOptions>()
            .Configure<IOptions<IssuerOptions>>((server, issuer) => server.Issuer = issuer.Value.Issuer);

        services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<IdentityDb>().ReplaceDefaultEntities<Guid>())
            .AddServer(server =>
            {
                server.SetAuthorizationEndpointUris("connect/authorize")
                    .SetTokenEndpointUris("connect/token")
                    .SetUserInfoEndpointUris("connect/userinfo")
                    .SetEndSessionEndpointUris("connect/logout")
                    .SetRevocationEndpointUris("connect/revoke");
                server.Configure(options => options.CodeChallengeMethods.Remove(OpenIddictConstants.CodeChallengeMethods.Plain));
                server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
                server.AllowClientCredentialsFlow();
                server.AllowRefreshTokenFlow();
                server.RegisterScopes(OpenIddictConstants.Scopes.Profile, OpenIddictConstants.Scopes.Email, OpenIddictConstants.Scopes.OfflineAccess);
                server.RegisterClaims(OpenIddictConstants.Claims.Name, OpenIddictConstants.Claims.Role, OpenIddictConstants.Claims.Email);

                server.DisableAccessTokenEncryption();
                server.UseReferenceRefreshTokens();
                server.SetAccessTokenLifetime(TimeSpan.FromMinutes(15));
                server.SetRefreshTokenLifetime(TimeSpan.FromDays(14));
                server.SetAuthorizationCodeLifetime(TimeSpan.FromMinutes(2));

                server.AddEventHandler<HandleConfigurationRequestContext>(handler => handler
                    .UseInlineHandler(PublicAddresses)
                    .SetOrder(AttachEndpoints.Descriptor.Order + 1));

                server.UseAspNetCore()
                    .EnableAuthorizationEndpointPassthrough()
                    .EnableTokenEndpointPassthrough()
                    .EnableUserInfoEndpointPassthrough()
                    .EnableEndSessionEndpointPassthrough()
                    .EnableStatusCodePagesIntegration()
                    .DisableTransportSecurityRequirement();   // TLS ends before the gateway; inside it is plain HTTP
            });
        services.AddHostedService<Pruning>();
        services.AddHttpClient(nameof(LogoutNotices));
        services.AddSingleton<LogoutNotices>();
        services.AddHostedService(s => s.GetRequiredService<LogoutNotices>());
    }

    /// <summary>
    /// A service reads this document at an internal address and gets internal ones back for keys and tokens; but where
    /// a browser goes is always the public address.
    /// </summary>
    static ValueTask PublicAddresses(HandleConfigurationRequestContext context)
    {
        var issuer = context.Options.Issuer!.AbsoluteUri.TrimEnd('/');
        context.AuthorizationEndpoint = new Uri($"{issuer}/connect/authorize");
        context.EndSessionEndpoint = new Uri($"{issuer}/connect/logout");
        return ValueTask.CompletedTask;
    }

    public static void MapTokenServer(this IEndpointRouteBuilder endpoints)
    {
        AuthorizeEndpoint.Map(endpoints);
        TokenEndpoint.Map(endpoints);
        UserInfoEndpoint.Map(endpoints);
        EndSessionEndpoint.Map(endpoints);
    }
}
