namespace ClusterTic.Identity;

/// <summary>What the browser may do with Identity's pages: show them, with their own stylesheet, and nothing else.</summary>
static class PageHeaders
{
    public static HeaderPolicyCollection For(IssuerOptions issuer)
    {
        var headers = new HeaderPolicyCollection()
            .AddFrameOptionsDeny()
            .AddContentTypeOptionsNoSniff()
            .AddReferrerPolicyNoReferrer()   // links of mails carry a code
            .AddCrossOriginOpenerPolicy(policy => policy.SameOrigin())
            .AddCrossOriginResourcePolicy(policy => policy.SameOrigin())
            .AddPermissionsPolicyWithDefaultSecureDirectives()
            .AddCustomHeader("Cache-Control", "no-store")
            .RemoveServerHeader()
            .AddContentSecurityPolicy(csp =>
            {
                csp.AddDefaultSrc().None();
                csp.AddStyleSrc().Self();
                csp.AddImgSrc().Self();
                csp.AddFormAction().Self().From(issuer.Origin);   // browsers hold the redirects after a form to this too
                csp.AddFrameAncestors().None();
                csp.AddBaseUri().None();
            });
        return issuer.Issuer.Scheme == Uri.UriSchemeHttps
            ? headers.AddStrictTransportSecurityMaxAge(maxAgeInSeconds: 365 * 24 * 3600)
            : headers;
    }
}
