using ClusterTic.Identity.Tokens;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using IdentityOptions = Microsoft.AspNetCore.Identity.IdentityOptions;

namespace ClusterTic.Identity.Accounts;

static class AccountsSetup
{
    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddDataProtection().SetApplicationName("clustertic-identity").PersistKeysToDbContext<IdentityDb>()
            .EncryptWithCertificate(builder.Configuration);

        services.AddIdentityCore<Account>()
            .AddRoles<Role>()
            .AddEntityFrameworkStores<IdentityDb>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();

        services.AddOptions<IdentityOptions>().Configure<IOptions<IssuerOptions>>((identity, issuer) =>
        {
            identity.User.AllowedUserNameCharacters = "";   // all of them: names are people's own
            identity.Password.RequiredLength = 12;
            identity.Password.RequireDigit = identity.Password.RequireLowercase = false;
            identity.Password.RequireUppercase = identity.Password.RequireNonAlphanumeric = false;
            identity.Lockout.MaxFailedAccessAttempts = issuer.Value.LockoutAttempts;
            identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(issuer.Value.LockoutMinutes);
        });

        // Identity's cookie is asked for a few times a day, so the stamp is checked each time.
        services.Configure<SecurityStampValidatorOptions>(stamp => stamp.ValidationInterval = TimeSpan.Zero);
        services.Configure<DataProtectionTokenProviderOptions>(token => token.TokenLifespan = TimeSpan.FromHours(24));

        services.AddOptions<Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme)
            .Configure<IOptions<IssuerOptions>, IConfiguration>((cookie, issuer, configuration) =>
            {
                cookie.Cookie.Name = InstallationCookies.Name("identity", configuration, issuer.Value);
                cookie.Cookie.SecurePolicy = InstallationCookies.Secure(issuer.Value);
                cookie.Cookie.SameSite = SameSiteMode.Lax;
                cookie.LoginPath = "/account/sign-in";
                cookie.AccessDeniedPath = "/account";
                cookie.ReturnUrlParameter = "returnUrl";
                cookie.ExpireTimeSpan = TimeSpan.FromHours(8);
                // The pages know who is signed in by the cookie; the service API takes tokens alone, as every service does.
                cookie.ForwardDefaultSelector = http => http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) ? JwtBearerDefaults.AuthenticationScheme : null;
            });
        services.AddOptions<Microsoft.AspNetCore.Antiforgery.AntiforgeryOptions>()
            .Configure<IOptions<IssuerOptions>, IConfiguration>((antiforgery, issuer, configuration) =>
            {
                antiforgery.Cookie.Name = InstallationCookies.Name("identity-form", configuration, issuer.Value);
                antiforgery.Cookie.SecurePolicy = InstallationCookies.Secure(issuer.Value);
                antiforgery.Cookie.SameSite = SameSiteMode.Lax;
            });

        services.AddScoped<PasswordSignIn>();
        services.AddScoped<PasswordReset>();
        services.AddScoped<SelfRegistration>();
        services.AddScoped<SignOutEverywhere>();
        services.AddScoped<AccountClaims>();
    }
}

/// <summary>Cookies do not know ports: two installations on one machine must not overwrite each other's.</summary>
static class InstallationCookies
{
    public static string Name(string use, IConfiguration configuration, IssuerOptions issuer) =>
        $"{configuration["Cluster:Id"] ?? "cluster"}-{issuer.Issuer.Port}-{use}";

    public static CookieSecurePolicy Secure(IssuerOptions issuer) =>
        issuer.Issuer.Scheme == Uri.UriSchemeHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
}
