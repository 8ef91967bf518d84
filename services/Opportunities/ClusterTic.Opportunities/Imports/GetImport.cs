using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Opportunities.Imports;

/// <summary>What became of a file.</summary>
static class GetImport
{
    /// <summary>Faults that an answer shows; the quarantine lists them all.</summary>
    const int Shown = 100;

    public static void Map(RouteGroupBuilder imports) => imports
        .MapGet("/{id:guid}", Handle)
        .Requires(Policies.Manager)
        .WithSummary("Shows an import's figures and its first 100 faults");

    static async Task<Results<Ok<OcdsImportResult>, NotFound>> Handle(Guid id, OpportunitiesDb db, ProblemTexts texts, CancellationToken cancel) =>
        await db.Imports.FindAsync([id], cancel) is { } import
            ? TypedResults.Ok(await ResultAsync(db, import, texts, cancel))
            : TypedResults.NotFound();

    public static async Task<OcdsImportResult> ResultAsync(OpportunitiesDb db, OcdsImport import, ProblemTexts texts, CancellationToken cancel)
    {
        // By the file, not the import: where it had come before, its faults were set aside then.
        var faults = import.Quarantined == 0
            ? []
            : await db.Quarantine.AsNoTracking().Where(fault => fault.FileHash == import.FileHash).OrderBy(fault => fault.Position).Take(Shown).ToListAsync(cancel);
        return new OcdsImportResult(
            import.Id, import.Releases, import.Added, import.Known, import.Quarantined, import.OpportunitiesAdded, import.OpportunitiesChanged,
            import.MatchesFound, [.. faults.Select(fault => ListQuarantine.ToContract(fault, texts))]);
    }
}
