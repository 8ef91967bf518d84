using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClusterTic.Portal.Tests.Hosting;

/// <summary>Readers by a header instead of a session: who signs in how is tried in the tests of the sessions.</summary>
sealed class TestReaders(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    public const string SchemeName = "test-readers";
    public const string Header = "X-Test-Roles";

    public static void Add(IServiceCollection services)
    {
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, TestReaders>(SchemeName, null);
        services.PostConfigure<AuthenticationOptions>(options => options.DefaultScheme = options.DefaultChallengeScheme = SchemeName);
    }

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers[Header].ToString() is not { Length: > 0 } roles) return Task.FromResult(AuthenticateResult.NoResult());
        var identity = new ClaimsIdentity(
            [new("sub", "test"), new("name", "Aya Exemple"), .. roles.Split(',').Select(role => new Claim("role", role))], SchemeName, "name", "role");
        return Task.FromResult(AuthenticateResult.Success(new(new ClaimsPrincipal(identity), SchemeName)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        Context.ChallengeAsync(CookieAuthenticationDefaults.AuthenticationScheme, properties);
}
