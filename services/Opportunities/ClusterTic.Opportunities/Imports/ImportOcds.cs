using ClusterTic.Opportunities.Ocds;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ClusterTic.Opportunities.Imports;

/// <summary>
/// Takes an OCDS file in. It is checked whole first: a fault of the file refuses it with the place, and nothing has
/// changed. Then it goes in batch by batch; a fault of one release sets that one aside.
/// </summary>
static class ImportOcds
{
    const int BatchReleases = 250;
    const int BatchBytes = 8 * 1024 * 1024;

    public static void Map(RouteGroupBuilder imports) => imports
        .MapPost("/ocds", Handle)
        .Requires(Policies.Manager)
        .Accepts<object>("application/json", "application/x-ndjson", "multipart/form-data")
        .WithMetadata(new RequestSizeLimitAttribute(OcdsLimits.Default.FileBytes + (1024 * 1024)))
        .WithMetadata(new WithoutIdempotencyKey()) // releases have an identity of their own
        .DisableRequestTimeout()
        .WithSummary("Imports an OCDS 1.1 file")
        .WithDescription(
            "Release package, record package, record, release, a list of any of them, or one of them a line; as the body or as the first file of a form. "
            + "Up to 100 MB. The same file twice gives the same result.");

    static async Task<Created<OcdsImportResult>> Handle(
        HttpRequest request, OpportunitiesDb db, ImportBatch batches, CurrentUser user, ProblemTexts texts, TimeProvider clock,
        CancellationToken cancel)
    {
        await using var upload = await Upload.ReceiveAsync(request, OcdsLimits.Default, cancel);
        var values = await CheckAsync(upload);

        var import = new OcdsImport { Source = upload.Name, FileHash = upload.Hash, By = user.Id, StartedAt = clock.GetUtcNow() };
        db.Add(import);
        await db.SaveChangesAsync(cancel);
        db.IsMassChange = true; // so that an import does not hold up what people do meanwhile
        try
        {
            await RunAsync(upload, values, import, batches, clock, cancel);
        }
        finally
        {
            db.IsMassChange = false; // contexts are pooled
        }
        import.CompletedAt = clock.GetUtcNow();
        db.Update(import);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Created($"/api/opportunities/v1/imports/{import.Id}", await GetImport.ResultAsync(db, import, texts, cancel));
    }

    static async Task<int> CheckAsync(Upload upload)
    {
        try
        {
            // Reading a file of the local disk: seconds at most, and off the caller's path through the pipeline.
            return await Task.Run(() => OcdsFile.Check(upload.Open(), OcdsLimits.Default));
        }
        catch (OcdsFileException fault)
        {
            throw ProblemException.Field(fault.Place.Path, fault.Code, ("line", fault.Place.Line), ("position", fault.Place.Column), ("path", fault.Place.Path));
        }
    }

    static async Task RunAsync(Upload upload, int values, OcdsImport import, ImportBatch batches, TimeProvider clock, CancellationToken cancel)
    {
        var releases = new List<OcdsRelease>(BatchReleases);
        var faults = new List<ReleaseFault>();
        var bytes = 0;
        foreach (var entry in OcdsFile.Read(upload.Open(), values, OcdsLimits.Default))
        {
            if (OcdsReleaseReader.Read(entry, clock.GetUtcNow(), out var fault) is { } release) releases.Add(release);
            else faults.Add(fault!);
            bytes += entry.Json.Length;
            if (releases.Count + faults.Count < BatchReleases && bytes < BatchBytes) continue;
            await batches.ApplyAsync(import, releases, faults, cancel);
            releases.Clear();
            faults.Clear();
            bytes = 0;
        }
        if (releases.Count + faults.Count > 0) await batches.ApplyAsync(import, releases, faults, cancel);
    }
}
