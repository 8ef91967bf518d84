using ClusterTic.Testing.Servers;

namespace ClusterTic.Opportunities.Tests;

/// <summary>A service for one test alone.</summary>
sealed class OpportunitiesFixtureOwner(ServersFixture servers) : IAsyncDisposable
{
    OpportunitiesFixture? fixture;

    public async Task<OpportunitiesFixture> StartAsync()
    {
        if (fixture is not null) return fixture;
        var starting = new OpportunitiesFixture(servers);
        await starting.InitializeAsync();
        return fixture = starting;
    }

    public ValueTask DisposeAsync() => fixture?.DisposeAsync() ?? ValueTask.CompletedTask;
}
