using System.Net.Http.Headers;
using ClusterTic.ServiceDefaults.Http;

namespace ClusterTic.Portal.Gateway;

/// <summary>A request passes this gateway once: an address that leads back here would go round for ever.</summary>
static class HopLimit
{
    const string Name = "clustertic-portal";

    public static readonly ViaHeaderValue Signature = new("1.1", Name);

    public static Task Check(HttpContext http, RequestDelegate next) =>
        http.Request.Headers.Via.Any(via => via?.Contains(Name, StringComparison.Ordinal) is true)
            ? throw new ProblemException(StatusCodes.Status508LoopDetected, "refused")
            : next(http);
}
