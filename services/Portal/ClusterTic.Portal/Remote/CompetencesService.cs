using ClusterTic.Membership;

namespace ClusterTic.Portal.Remote;

/// <summary>Membership's map of competences: the vocabulary, what organisations can do, and the matrix.</summary>
public sealed class CompetencesService(HttpClient http, ILogger<CompetencesService> log) : RemoteService("membership", http, log)
{
    const string Root = "api/membership/v1/";

    public Task<Part<Page<CpvCodeDetails>>> Codes(string? parent, string? q, string? after, int limit, CancellationToken cancel) =>
        Get<Page<CpvCodeDetails>>(Root + "competences/cpv" + Query(
            ("parent", parent), ("q", q), ("after", after), ("limit", Text(limit)), ("count", "true")), cancel);

    public Task<Part<CpvCodePath>> Path(string code, CancellationToken cancel) =>
        Get<CpvCodePath>($"{Root}competences/cpv/{Uri.EscapeDataString(code)}", cancel);

    public Task<Part<CompetenceMatrix>> Matrix(string by, int level, CancellationToken cancel) =>
        Get<CompetenceMatrix>(Root + "competences/matrix" + Query(("by", by), ("level", Text(level))), cancel);

    /// <param name="code">A CPV code or a tag.</param>
    public Task<Part<OrganisationDetails>> Declare(Guid id, string code, DeclareCompetenceRequest request, long seen, CancellationToken cancel) =>
        Put<OrganisationDetails>(At(id, code), request, seen, cancel);

    public Task<Part<OrganisationDetails>> Drop(Guid id, string code, long seen, CancellationToken cancel) =>
        Delete<OrganisationDetails>(At(id, code), seen, cancel);

    public Task<Part<OrganisationDetails>> AddEvidence(Guid id, string code, AddEvidenceRequest request, Attempt attempt, CancellationToken cancel) =>
        Post<OrganisationDetails>(At(id, code) + "/evidences", request, attempt, cancel);

    public Task<Part<OrganisationDetails>> RemoveEvidence(Guid id, string code, Guid evidence, long seen, CancellationToken cancel) =>
        Delete<OrganisationDetails>($"{At(id, code)}/evidences/{evidence}", seen, cancel);

    public Task<Part<OrganisationDetails>> Verify(Guid id, string code, VerifyCompetenceRequest request, Attempt attempt, CancellationToken cancel) =>
        Post<OrganisationDetails>(At(id, code) + "/verify", request, attempt, cancel);

    public Task<Part<OrganisationDetails>> Unverify(Guid id, string code, Attempt attempt, CancellationToken cancel) =>
        Post<OrganisationDetails>(At(id, code) + "/unverify", null, attempt, cancel);

    static string At(Guid id, string code) => $"{Root}organisations/{id}/competences/{Uri.EscapeDataString(code)}";
}
