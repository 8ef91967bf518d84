using System.Net.Http.Headers;
using System.Security.Cryptography;
using ClusterTic.Opportunities;

namespace ClusterTic.AppHost.Demo;

/// <summary>What became of one file of notices.</summary>
/// <param name="Result">Null where the whole file was refused.</param>
/// <param name="Refusal">Why, where it was.</param>
sealed record NoticeFileResult(string File, OcdsImportResult? Result, string? Refusal);

/// <summary>Sends OCDS files to Opportunities, one request a file.</summary>
sealed class NoticesLoad(DemoApi api)
{
    const string Imports = "/api/opportunities/v1/imports/ocds";

    /// <summary>A file of the user's: one that is refused is told, and the next one goes on.</summary>
    public async Task<NoticeFileResult> Load(string file, CancellationToken cancel)
    {
        try
        {
            return new(file, await LoadOwn(file, cancel), null);
        }
        catch (DemoFault refused) when (refused.Status is { } status && (int)status is >= 400 and < 500)
        {
            return new(file, null, refused.What);
        }
    }

    /// <summary>A file that must go in.</summary>
    public async Task<OcdsImportResult> LoadOwn(string file, CancellationToken cancel)
    {
        var name = Path.GetFileName(file);
        string hash;
        await using (var content = SampleTable.Open(file))
            hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancel));

        return await api.Post(Imports, $"notices:{hash}", () => Body(file), DemoJson.Default.OcdsImportResult, name, cancel);
    }

    static StreamContent Body(string file) =>
        new(SampleTable.Open(file))
        {
            Headers =
            {
                ContentType = new MediaTypeHeaderValue("application/json"),
                ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileNameStar = Path.GetFileName(file) },
            },
        };
}
