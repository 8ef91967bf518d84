using ClusterTic.Membership;

namespace ClusterTic.Portal.Remote;

/// <summary>Tables of organisations on their way in.</summary>
public sealed class ImportService(HttpClient http, ILogger<ImportService> log) : RemoteService("membership", http, log)
{
    const string Root = "api/membership/v1/imports";

    public Task<Part<Page<ImportDetails>>> Imports(string? after, int limit, CancellationToken cancel) =>
        Get<Page<ImportDetails>>(Root + Query(("after", after), ("limit", Text(limit)), ("count", "true")), cancel);

    public Task<Part<ImportDetails>> Import(Guid id, CancellationToken cancel) => Get<ImportDetails>($"{Root}/{id}", cancel);

    public Task<Part<Page<ImportRowDetails>>> Rows(Guid id, string? verdict, string? after, int limit, CancellationToken cancel) =>
        Get<Page<ImportRowDetails>>($"{Root}/{id}/rows" + Query(("verdict", verdict), ("after", after), ("limit", Text(limit)), ("count", "true")), cancel);

    /// <summary>Sends the file as it came.</summary>
    public Task<Part<ImportDetails>> Start(Stream content, string name, string? separator, string? encoding, Attempt attempt, CancellationToken cancel) =>
        PostFile<ImportDetails>(Root + Query(("dryRun", "true"), ("name", name), ("separator", separator), ("encoding", encoding)), content, attempt, cancel);

    public Task<Part<ImportDetails>> MapColumns(Guid id, MapColumnsRequest request, Attempt attempt, CancellationToken cancel) =>
        Post<ImportDetails>($"{Root}/{id}/mapping", request, attempt, cancel);

    public Task<Part<ImportDetails>> Apply(Guid id, ApplyImportRequest request, Attempt attempt, CancellationToken cancel) =>
        Post<ImportDetails>($"{Root}/{id}/apply", request, attempt, cancel);

    public Task<Part<ImportDetails>> Cancel(Guid id, Attempt attempt, CancellationToken cancel) =>
        Post<ImportDetails>($"{Root}/{id}/cancel", null, attempt, cancel);

    public Task<Part<object>> Decide(Guid id, int row, DecideRowRequest request, Attempt attempt, CancellationToken cancel) =>
        Post<object>($"{Root}/{id}/rows/{row}/decision", request, attempt, cancel);

    public Task<Part<DecidedRows>> DecideAll(Guid id, DecideRowsRequest request, Attempt attempt, CancellationToken cancel) =>
        Post<DecidedRows>($"{Root}/{id}/decisions", request, attempt, cancel);
}
