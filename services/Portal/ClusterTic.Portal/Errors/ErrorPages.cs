using System.Globalization;
using ClusterTic.Portal.Layout;

namespace ClusterTic.Portal.Errors;

/// <summary>
/// A problem as a page, where a person reads: not found, forbidden, failed. The API behind the same origin keeps
/// answering with problem details.
/// </summary>
sealed class ErrorPages : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context)
    {
        var request = context.HttpContext.Request;
        return !request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
            && !request.Path.StartsWithSegments("/identity", StringComparison.Ordinal)
            && (Languages.InPath(request.Path) is not null
                || request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase));
    }

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var http = context.HttpContext;
        var language = Languages.InPath(http.Request.Path) ?? Languages.Preferred(http.Request);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Languages.Culture(language);
        http.Response.Headers.ContentLanguage = language;
        var status = http.Response.StatusCode;
        var trace = System.Diagnostics.Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;
        await Show.Page<ErrorPage>(new { Status = status, Trace = trace }, status).ExecuteAsync(http);
    }
}
