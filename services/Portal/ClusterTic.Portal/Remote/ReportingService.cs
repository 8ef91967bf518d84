using ClusterTic.Portal.Layout;
using ClusterTic.Reporting;

namespace ClusterTic.Portal.Remote;

/// <summary>What it all achieved.</summary>
public sealed class ReportingService(HttpClient http, Reader reader, TimeProvider clock, ILogger<ReportingService> log)
    : RemoteService("reporting", http, log)
{
    const string Root = "api/reporting/v1/";

    public Task<Part<IReadOnlyList<ReportSummary>>> Reports(CancellationToken cancel) =>
        Get<IReadOnlyList<ReportSummary>>(Root + "reports", cancel);

    public Task<Part<Report>> Report(string name, ReportFilter filter, CancellationToken cancel) =>
        Get<Report>($"{Root}reports/{Uri.EscapeDataString(name)}"
            + filter.AtTheService(reader, clock.GetUtcNow(), ("after", filter.After), ("limit", "200"), ("count", "true")), cancel);

    /// <summary>The messages behind a row; <c>Withheld</c> names what is left out so that a hidden figure stays hidden.</summary>
    public Task<Part<Page<LineageEntry>>> Lineage(string name, string row, ReportFilter filter, CancellationToken cancel) =>
        Get<Page<LineageEntry>>($"{Root}reports/{Uri.EscapeDataString(name)}/lineage"
            + filter.AtTheService(reader, clock.GetUtcNow(), ("row", row), ("after", filter.After), ("limit", "100"), ("count", "true")), cancel);
}
