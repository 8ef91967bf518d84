using ClusterTic.ServiceDefaults.Security;
using Microsoft.Extensions.Options;

namespace ClusterTic.Portal.Layout;

/// <summary>Security headers of the Portal's own answers; what the gateway forwards brings its own.</summary>
static class Headers
{
    public static void UsePageHeaders(this IApplicationBuilder app)
    {
        var identity = app.ApplicationServices.GetRequiredService<IOptions<IdentityOptions>>().Value;
        var policy = new HeaderPolicyCollection()
            .AddContentTypeOptionsNoSniff()
            .AddFrameOptionsDeny()
            .AddReferrerPolicyStrictOriginWhenCrossOrigin()
            .AddCrossOriginOpenerPolicy(opener => opener.SameOrigin())
            .AddCrossOriginResourcePolicy(resource => resource.SameOrigin())
            .AddCustomHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
            .AddContentSecurityPolicy(csp =>
            {
                csp.AddDefaultSrc().None();
                csp.AddStyleSrc().Self();
                csp.AddScriptSrc().Self();
                csp.AddImgSrc().Self();
                csp.AddConnectSrc().Self();
                csp.AddManifestSrc().Self();
                csp.AddBaseUri().None();
                csp.AddFrameAncestors().None();
                // Signing out ends at the identity provider, which may be another origin.
                var forms = csp.AddFormAction().Self();
                if (Uri.TryCreate(identity.Issuer, UriKind.Absolute, out var issuer)) forms.From(issuer.GetLeftPart(UriPartial.Authority));
            })
            .RemoveServerHeader();
        app.UseWhen(
            context => !context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
                && !context.Request.Path.StartsWithSegments("/identity", StringComparison.Ordinal),
            pages => pages.UseSecurityHeaders(policy));
    }
}
