using ClusterTic.Testing.Servers;

namespace ClusterTic.Opportunities.Tests.Imports;

public sealed class RealFileImportTests(ServersFixture servers)
{
    [Fact]
    public async Task Every_real_file_goes_in_twice_with_the_same_result()
    {
        await using var owner = new OpportunitiesFixtureOwner(servers);
        var service = await owner.StartAsync();
        await service.HandleAsync(OpportunitiesFixture.Approved(Guid.CreateVersion7(), 1, [("72000000", 5), ("72212000", 4), ("45000000", 3), ("45230000", 2)]));
        var first = new List<OcdsImportResult>();
        foreach (var file in RealFiles.Ocds) first.Add(await OpportunitiesFixture.ReadAsync<OcdsImportResult>(await service.SendAsync(await File.ReadAllBytesAsync(file))));
        if (first.Count == 0) first.Add(await service.ImportAsync(OpportunitiesFixture.Package(OpportunitiesFixture.Tender("own"))));
        var state = await service.StateAsync();
        var rows = await service.ScalarAsync<long>("select (select count(*) from outbox) + (select count(*) from matches) + (select count(*) from quarantine)");

        foreach (var file in RealFiles.Ocds)
        {
            var second = await OpportunitiesFixture.ReadAsync<OcdsImportResult>(await service.SendAsync(await File.ReadAllBytesAsync(file)));
            Assert.Equal((second.Releases, 0, 0), (second.Known, second.Added, second.Quarantined));
        }

        Assert.All(first, result => Assert.Equal((result.Releases, 0), (result.Added, result.Quarantined)));
        Assert.Equal(state, await service.StateAsync());
        Assert.Equal(rows, await service.ScalarAsync<long>("select (select count(*) from outbox) + (select count(*) from matches) + (select count(*) from quarantine)"));
    }
}
