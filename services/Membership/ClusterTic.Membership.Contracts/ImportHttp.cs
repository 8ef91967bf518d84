using System.ComponentModel.DataAnnotations;

namespace ClusterTic.Membership;

/// <summary>A table of organisations on its way in.</summary>
/// <param name="Format">csv or xlsx.</param>
/// <param name="Stage">checking, checked (waits for decisions or for being applied), applying, done.</param>
/// <param name="Rows">Without the header.</param>
/// <param name="Counts">Verdict → rows: good, faulty, candidate, several, repeated; later added, updated, skipped.</param>
/// <param name="Decided">Rows of those verdicts that somebody has decided on, and that wait to be taken in.</param>
public sealed record ImportDetails(
    Guid Id, string FileName, string Format, string? Encoding, string? Separator, string Stage, bool DryRun, bool GoodRowsOnly, int Rows,
    IReadOnlyList<ImportColumn> Columns, IReadOnlyDictionary<string, int> Counts, int Decided, JobDetails Job,
    string By, string? ByName, DateTimeOffset CreatedAt, DateTimeOffset? EndedAt);

/// <param name="Field">What the column fills; null where it is left out.</param>
public sealed record ImportColumn(string Title, string? Field);

/// <summary>Work in the background.</summary>
/// <param name="Status">waiting, running, done, failed, cancelled.</param>
/// <param name="Failure">Code or kind of what went wrong.</param>
public sealed record JobDetails(
    Guid Id, string Status, long Done, long Total, bool CancelRequested, string? Failure, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt);

/// <param name="Row">As a spreadsheet counts: the header is row 1.</param>
/// <param name="Decision">add, update or skip; null where nothing was decided.</param>
/// <param name="Target">What is updated.</param>
/// <param name="OrganisationId">What came of it.</param>
public sealed record ImportRowDetails(
    int Row, string Verdict, string? Name, string? Town, IReadOnlyList<ImportFault> Faults, IReadOnlyList<ImportCandidate> Candidates,
    string? Decision, Guid? Target, Guid? OrganisationId);

/// <param name="Column">The column's title; null where the table has none for the field.</param>
/// <param name="Remedy">In the reader's language.</param>
public sealed record ImportFault(string Field, string? Column, string? Value, string Code, string Remedy);

/// <param name="Id">An organisation; null where it is an earlier row of the same file.</param>
/// <param name="Why">idu, rccm, ncc, name, phone, email, domain.</param>
public sealed record ImportCandidate(Guid? Id, string Name, IReadOnlyList<string> Why, int? Row);

/// <summary>Body of <c>POST …/imports/{id}/mapping</c>.</summary>
/// <param name="Fields">For each column its field, or null to leave it out.</param>
public sealed record MapColumnsRequest([property: Required(ErrorMessage = "required")] IReadOnlyList<string?> Fields);

/// <summary>Body of <c>POST …/imports/{id}/apply</c>.</summary>
/// <param name="GoodRowsOnly">Leave the rest as it is; else every row must be good or decided.</param>
public sealed record ApplyImportRequest(bool GoodRowsOnly = false);

/// <summary>Body of <c>POST …/imports/{id}/rows/{row}/decision</c>.</summary>
/// <param name="Decision">add, update, skip; null takes a decision back.</param>
/// <param name="OrganisationId">One of the candidates, where there are several.</param>
public sealed record DecideRowRequest(string? Decision, Guid? OrganisationId = null);

/// <summary>Body of <c>POST …/imports/{id}/decisions</c>: all undecided rows of a verdict.</summary>
public sealed record DecideRowsRequest(
    [property: Required(ErrorMessage = "required")] string Verdict, [property: Required(ErrorMessage = "required")] string Decision);

public sealed record DecidedRows(int Rows);
