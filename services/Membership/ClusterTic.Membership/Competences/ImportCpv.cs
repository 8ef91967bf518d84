using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClusterTic.Membership.Competences;

/// <summary>Takes the published vocabulary in, as the body. The file is read whole before anything of it is written.</summary>
static class ImportCpv
{
    /// <summary>The published list in two languages has 0.8 MB.</summary>
    const int MostBytes = 8 * 1024 * 1024;

    public static void Map(RouteGroupBuilder competences) => competences
        .MapPost("/cpv-imports", Handle)
        .Requires(Policies.Manager)
        .WithMetadata(new WithoutIdempotencyKey()) // codes have an identity of their own
        .DisableRequestTimeout()
        .WithSummary("Import the published vocabulary")
        .WithDescription(
            "CSV in UTF-8 with a heading line: code (or code_check), label_fr, label_en. Codes that are there get these labels, others are added, "
            + "nothing is deleted. A faulty file is refused with its lines and changes nothing.");

    static async Task<Ok<CpvImportResult>> Handle(HttpRequest request, MembershipDb db, CancellationToken cancel)
    {
        var labels = CpvFile.Read(await ReadAsync(request, cancel));
        var (added, changed) = await db.InTransactionAsync(async () =>
        {
            var (connection, transaction) = await db.OpenAsync(cancel);
            return await CpvTable.WriteAsync(connection, transaction, labels, imported: true, cancel);
        }, cancel);
        return TypedResults.Ok(new CpvImportResult(labels.Count, added, changed));
    }

    static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        using var whole = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await request.Body.ReadAsync(buffer, cancel) is var read and > 0)
        {
            if (whole.Length + read > MostBytes)
                throw new ProblemException(StatusCodes.Status413PayloadTooLarge, Rules.CpvFileTooLarge, ("most", MostBytes / (1024 * 1024)));
            whole.Write(buffer, 0, read);
        }

        return whole.ToArray();
    }
}
