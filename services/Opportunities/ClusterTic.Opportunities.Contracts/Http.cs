namespace ClusterTic.Opportunities;

/// <summary>Answer of <c>POST /api/opportunities/v1/imports/ocds</c>.</summary>
/// <param name="Releases">Releases in the file.</param>
/// <param name="Added">Releases that were new.</param>
/// <param name="Known">Releases that had come before, with the same content.</param>
/// <param name="Quarantined">Releases that could not be taken; see <see cref="Faults"/>.</param>
public sealed record OcdsImportResult(
    Guid Id, int Releases, int Added, int Known, int Quarantined, int OpportunitiesAdded, int OpportunitiesChanged, int MatchesFound,
    IReadOnlyList<QuarantinedRelease> Faults);

/// <param name="Path">JSON path in the file, for instance <c>$.releases[3].tender.items[0]</c>.</param>
/// <param name="Reason">A stable code; its text is in the reader's language.</param>
public sealed record QuarantinedRelease(Guid Id, string Source, string Path, string Reason, string Detail, DateTimeOffset ReceivedAt);

public sealed record OpportunityDetails(
    Guid Id,
    long Version,
    string Ocid,
    LocalText Title,
    LocalText? Description,
    string Status,
    string? BuyerName,
    string? BuyerCountry,
    string Tier,
    IReadOnlyList<string> Codes,
    Money? Value,
    DateTimeOffset? PublishedAt,
    DateTimeOffset? Deadline,
    int Releases,
    int Matches) : IVersioned;

/// <summary>A match with the organisation's name, best first.</summary>
public sealed record MatchDetails(Guid Id, Guid OpportunityId, Guid OrganisationId, string OrganisationName, int Score, IReadOnlyList<MatchReason> Reasons);
