using ClusterTic.Membership;

namespace ClusterTic.Portal.Remote;

/// <summary>The published vocabulary on its way in: a file of nearly a megabyte is written before it is answered for.</summary>
public sealed class CpvImportService(HttpClient http, ILogger<CpvImportService> log) : RemoteService("membership", http, log)
{
    public Task<Part<CpvImportResult>> Import(Stream content, Attempt attempt, CancellationToken cancel) =>
        PostFile<CpvImportResult>("api/membership/v1/competences/cpv-imports", content, attempt, cancel);
}
