using System.IdentityModel.Tokens.Jwt;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace ClusterTic.ServiceDefaults.Security;

/// <summary>Where tokens come from. Any OIDC provider can be named here.</summary>
public sealed class IdentityOptions
{
    /// <summary>The issuer that tokens must name: <c>{public origin}/identity</c>.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>Where the issuer's discovery document is read, inside the platform; by default below the issuer.</summary>
    public string MetadataAddress { get; set; } = "";

    public string Audience { get; set; } = "clustertic";

    public string RoleClaim { get; set; } = "role";

    public string NameClaim { get; set; } = "name";
}

/// <summary>Signed JWT, checked locally.</summary>
static class Authentication
{
    /// <summary>A token that was good is not checked again for this long; it never outlives its own expiry.</summary>
    static readonly TimeSpan CheckedFor = TimeSpan.FromSeconds(60);

    public static void AddTokens(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<CurrentUser>();
        services.AddOptions<IdentityOptions>().BindConfiguration("Identity");
        services.AddSingleton<KeptKeys>();
        services.AddHttpClient(KeptKeys.HttpClient);
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<IOptions<IdentityOptions>, KeptKeys, TimeProvider>((options, identity, keys, clock) =>
            {
                options.MapInboundClaims = false;
                options.ConfigurationManager = keys;
                options.RefreshOnIssuerKeyNotFound = true;
                options.TokenValidationParameters = new()
                {
                    ValidIssuer = identity.Value.Issuer,
                    ValidAudience = identity.Value.Audience,
                    NameClaimType = identity.Value.NameClaim,
                    RoleClaimType = identity.Value.RoleClaim,
                    ValidTypes = ["at+jwt", "JWT"],
                    ClockSkew = TimeSpan.FromSeconds(30),
                };
                options.Events = Remember(new MemoryCache(new MemoryCacheOptions { SizeLimit = 10_000 }), clock);
            });
        Policies.Add(services.AddAuthorizationBuilder());
    }

    static JwtBearerEvents Remember(MemoryCache good, TimeProvider clock) => new()
    {
        OnMessageReceived = context =>
        {
            string? header = context.Request.Headers.Authorization;
            if (header is null || !header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return Task.CompletedTask;
            context.Token = header[7..].Trim();
            if (good.TryGetValue(Key(context.Token), out ClaimsPrincipal? principal))
            {
                context.Principal = principal;
                context.Success();
            }

            return Task.CompletedTask;
        },
        OnTokenValidated = context =>
        {
            var now = clock.GetUtcNow();
            var left = context.SecurityToken.ValidTo - now.UtcDateTime;
            var token = (context.SecurityToken as Microsoft.IdentityModel.JsonWebTokens.JsonWebToken)?.EncodedToken;
            if (token is not null && left > TimeSpan.Zero)
                good.Set(Key(token), context.Principal!, new MemoryCacheEntryOptions
                {
                    AbsoluteExpirationRelativeToNow = left < CheckedFor ? left : CheckedFor,
                    Size = 1,
                });
            return Task.CompletedTask;
        },
    };

    static string Key(string token) => Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(token)));
}
