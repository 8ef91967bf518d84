using System.Net.Http.Json;
using ClusterTic.Opportunities;

namespace ClusterTic.EndToEnd.Tests.Journeys;

/// <summary>Real notice files, where they are there, and the project's own go in; a second time nothing changes.</summary>
[Collection("journeys")] // one stack, and some of them stop its servers
public sealed class NoticesJourney(WholeStack stack)
{
    [Fact]
    public async Task Every_notice_file_goes_in_and_again_with_the_same_result()
    {
        using var manager = await stack.AsAsync("demo-manager");
        foreach (var file in Files())
        {
            var first = await ImportAsync(manager, file);
            var again = await ImportAsync(manager, file);
            Assert.True(first.Added + first.Known + first.Quarantined == first.Releases, $"{file}: {first}");
            Assert.True((again.Added, again.OpportunitiesAdded, again.OpportunitiesChanged) == (0, 0, 0), $"{file}: {again}");
            Assert.Equal((first.Releases, first.Quarantined), (again.Releases, again.Quarantined));
        }
    }

    static async Task<OcdsImportResult> ImportAsync(HttpClient manager, string file)
    {
        using var content = new StreamContent(File.OpenRead(file));
        content.Headers.ContentType = new("application/json");
        return await manager.PostAsync("/api/opportunities/v1/imports/ocds", content).ReadAsync<OcdsImportResult>();
    }

    static IEnumerable<string> Files()
    {
        var own = Directory.EnumerateFiles(Path.Combine(StratSession.SampleFiles.Folder, "notices"), "*.json");
        return Environment.GetEnvironmentVariable("CLUSTERTIC_DATA") is { Length: > 0 } folder && Directory.Exists(Path.Combine(folder, "ocds"))
            ? own.Concat(Directory.EnumerateFiles(Path.Combine(folder, "ocds"), "*.json", SearchOption.AllDirectories))
            : own;
    }
}
