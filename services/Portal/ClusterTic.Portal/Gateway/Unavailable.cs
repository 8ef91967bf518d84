using Yarp.ReverseProxy.Forwarder;

namespace ClusterTic.Portal.Gateway;

/// <summary>A problem where a service is away (503) or too slow (504); what the service itself answers is passed on as it is.</summary>
sealed partial class Unavailable(ILogger<Unavailable> log)
{
    public async Task Say(HttpContext http, RequestDelegate next)
    {
        await next(http);
        if (http.Features.Get<IForwarderErrorFeature>() is not { } failure || http.Response.HasStarted || http.RequestAborted.IsCancellationRequested)
            return;

        http.Response.StatusCode = failure.Error switch
        {
            ForwarderError.RequestTimedOut or ForwarderError.UpgradeActivityTimeout => StatusCodes.Status504GatewayTimeout,
            ForwarderError.RequestBodyClient => StatusCodes.Status400BadRequest,
            _ => StatusCodes.Status503ServiceUnavailable,
        };
        if (http.Response.StatusCode >= 500)
            NotForwarded(http.Request.Method, http.Request.Path, failure.Error, failure.Exception?.GetType().Name ?? "");
        if (http.Response.StatusCode is StatusCodes.Status503ServiceUnavailable)
            http.Response.Headers.RetryAfter = "5";
        await http.RequestServices.GetRequiredService<IProblemDetailsService>().TryWriteAsync(new()
        {
            HttpContext = http,
            ProblemDetails = { Status = http.Response.StatusCode },
        });
    }

    [LoggerMessage(LogLevel.Warning, "{Method} {Path} could not be forwarded: {Error} {Exception}")]
    partial void NotForwarded(string method, string path, ForwarderError error, string exception);
}
