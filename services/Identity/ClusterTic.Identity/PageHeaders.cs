namespace ClusterTic.Identity;

/// <summary>What the browser may do with Identity's pages: show them, with their own stylesheet, and nothing else.</summary>
static class PageHeaders
{
    public static HeaderPolicyCollection All() => new HeaderPolicyCollection()
        .AddFrameOptionsDeny()
        .AddContentTypeOptionsNoSniff()
        .AddReferrerPolicyNoReferrer()   // links of mails carry a code
        .AddCrossOriginOpenerPolicy(policy => policy.SameOrigin())
        .AddCrossOriginResourcePolicy(policy => policy.SameOrigin())
        .AddPermissionsPolicyWithDefaultSecureDirectives()
        .AddStrictTransportSecurityMaxAge(maxAgeInSeconds: 365 * 24 * 3600)   // sent on https only
        .AddCustomHeader("Cache-Control", "no-store")
        .AddContentSecurityPolicy(csp =>
        {
            csp.AddDefaultSrc().None();
            csp.AddStyleSrc().Self();
            csp.AddImgSrc().Self();
            csp.AddFormAction().Self();   // browsers hold the redirects after a form to this too: Portal and Identity are one origin
            csp.AddFrameAncestors().None();
            csp.AddBaseUri().None();
        });
}
