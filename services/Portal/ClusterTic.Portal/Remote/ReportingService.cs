using ClusterTic.Reporting;

namespace ClusterTic.Portal.Remote;

/// <summary>What it all achieved.</summary>
public sealed class ReportingService(HttpClient http, ILogger<ReportingService> log) : RemoteService("reporting", http, log)
{
    const string Root = "api/reporting/v1/";

    public Task<Part<IReadOnlyList<ReportSummary>>> Reports(CancellationToken cancel) =>
        Get<IReadOnlyList<ReportSummary>>(Root + "reports", cancel);

    public Task<Part<Report>> Report(string name, ReportFilter filter, CancellationToken cancel) =>
        Get<Report>($"{Root}reports/{Uri.EscapeDataString(name)}" + Query(
            ("from", filter.From), ("to", filter.To), ("asOf", filter.AsOf), ("region", filter.Region), ("tier", filter.Tier),
            ("after", filter.After), ("limit", "200"), ("count", "true")), cancel);

    /// <summary>The same report as CSV, for whoever calculates on; the caller disposes of the answer.</summary>
    public Task<HttpResponseMessage> Csv(string name, ReportFilter filter, CancellationToken cancel)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(
            $"{Root}reports/{Uri.EscapeDataString(name)}" + Query(
                ("from", filter.From), ("to", filter.To), ("asOf", filter.AsOf), ("region", filter.Region), ("tier", filter.Tier)),
            UriKind.Relative));
        request.Headers.Accept.ParseAdd("text/csv");
        return Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
    }

    public Task<Part<Page<LineageEntry>>> Lineage(string name, string row, ReportFilter filter, CancellationToken cancel) =>
        Get<Page<LineageEntry>>($"{Root}reports/{Uri.EscapeDataString(name)}/lineage" + Query(
            ("row", row), ("from", filter.From), ("to", filter.To), ("asOf", filter.AsOf), ("after", filter.After), ("limit", "100")), cancel);
}

/// <summary>A report's filters as its address holds them. Dates are local and inclusive.</summary>
/// <param name="AsOf">Only what Reporting had received by then.</param>
public sealed record ReportFilter(
    string? From = null, string? To = null, string? AsOf = null, string? Region = null, string? Tier = null, string? After = null);
