using ClusterTic.Messaging.Jobs;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Imports;

/// <summary>Takes a checked table in, and stops one that is at work.</summary>
static class ApplyImport
{
    public static void Map(RouteGroupBuilder imports)
    {
        imports.MapPost("/{id:guid}/apply", Apply).Requires(Policies.Manager).WithSummary("Take a checked import in");
        imports.MapPost("/{id:guid}/cancel", Cancel).Requires(Policies.Manager).WithSummary("Cancel an import; what was taken in stays");
    }

    /// <summary>409 while its job is at work.</summary>
    public static async Task RequireIdleAsync(MembershipDb db, Import import, CancellationToken cancel) => Rule.Require(
        !await db.Jobs.AnyAsync(job => job.Id == import.JobId && (job.Status == JobStatus.Waiting || job.Status == JobStatus.Running), cancel), "import-at-work");

    static async Task<Results<Ok<ImportDetails>, NotFound>> Apply(
        Guid id, ApplyImportRequest request, MembershipDb db, CurrentUser user, TimeProvider clock, CancellationToken cancel) =>
        await db.InTransactionAsync<Results<Ok<ImportDetails>, NotFound>>(async () =>
        {
            if (await db.FindImportAsync(id, cancel) is not { } import) return TypedResults.NotFound();
            await RequireIdleAsync(db, import, cancel);
            // A check that did not come to its end says nothing of the rows behind it.
            Rule.Require(import.Stage is not ImportStage.Checking, "import-not-checked");
            Rule.Require(!await db.Files.AnyAsync(file => file.Id == import.FileId && file.Content.Length == 0, cancel), "import-forgotten");
            if (!request.GoodRowsOnly)
            {
                var open = await db.ImportRows.CountAsync(row => row.ImportId == id && Verdicts.Open.Contains(row.Verdict) && row.Decision == null, cancel);
                Rule.Require(open == 0, "import-has-open-rows", ("count", open));
            }

            import.DryRun = false;
            import.GoodRowsOnly = request.GoodRowsOnly;
            import.Stage = ImportStage.Applying;
            import.JobId = db.AddJob(ImportJob.Kind, new ImportArgument(id, Apply: true), user, clock.GetUtcNow()).Id;
            await db.SaveChangesAsync(cancel);
            return TypedResults.Ok(await ShowImport.DetailsAsync(db, import, cancel));
        }, cancel);

    static async Task<Results<Ok<ImportDetails>, NotFound>> Cancel(Guid id, MembershipDb db, TimeProvider clock, CancellationToken cancel)
    {
        if (await db.Imports.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } import) return TypedResults.NotFound();
        Rule.Require(await db.CancelJobAsync(import.JobId, clock.GetUtcNow(), cancel), "import-ended");
        return TypedResults.Ok(await ShowImport.DetailsAsync(db, import, cancel));
    }
}
