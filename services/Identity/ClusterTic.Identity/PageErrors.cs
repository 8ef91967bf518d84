using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Routing;

namespace ClusterTic.Identity;

/// <summary>A reader gets a page where something fails; machines get the suite's problem details.</summary>
static partial class PageErrors
{
    /// <summary>Call before AddServiceDefaults: the first exception handler that takes a failure is the last.</summary>
    public static void AddPageErrors(this WebApplicationBuilder builder)
    {
        builder.Services.AddExceptionHandler<FailurePage>();
        builder.Services.Configure<StatusCodePagesOptions>(options =>
        {
            var forMachines = options.HandleAsync;
            options.HandleAsync = context => IsForAReader(context.HttpContext) ? ShowPage(context) : forMachines(context);
        });
    }

    public static bool IsForAReader(HttpContext http) =>
        http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    static async Task ShowPage(StatusCodeContext context)
    {
        var http = context.HttpContext;
        var (path, query) = (http.Request.Path, http.Request.QueryString);
        http.Request.Path = $"/error/{http.Response.StatusCode}";
        http.Request.QueryString = QueryString.Empty;
        http.SetEndpoint(null);
        http.Request.RouteValues.Clear();
        try
        {
            await context.Next(http);
        }
        finally
        {
            (http.Request.Path, http.Request.QueryString) = (path, query);
        }
    }

    sealed partial class FailurePage(ILogger<FailurePage> log) : IExceptionHandler
    {
        public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
        {
            if (!IsForAReader(httpContext) || exception is OperationCanceledException)
                return ValueTask.FromResult(false);

            Failed(exception, httpContext.Request.Method, httpContext.Request.Path);
            httpContext.Response.Redirect($"{IdentityService.PathBase}/error/500");
            return ValueTask.FromResult(true);
        }

        [LoggerMessage(LogLevel.Error, "{Method} {Path} failed")]
        partial void Failed(Exception exception, string method, string path);
    }
}
