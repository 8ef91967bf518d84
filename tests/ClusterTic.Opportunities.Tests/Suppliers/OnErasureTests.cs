using ClusterTic.Membership;
using ClusterTic.Opportunities.Suppliers;
using Microsoft.Extensions.DependencyInjection;

namespace ClusterTic.Opportunities.Tests.Suppliers;

public sealed class OnErasureTests(OpportunitiesFixture fixture) : IClassFixture<OpportunitiesFixture>
{
    [Fact]
    public async Task An_order_is_answered_with_nothing_since_nothing_is_held_about_people()
    {
        var (order, at) = (Guid.CreateVersion7(), TimeProvider.System.GetUtcNow());
        await using (var scope = fixture.Service.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<OpportunitiesDb>();
            await scope.ServiceProvider.GetRequiredService<OnErasure>().Handle(
                new(new(order, 1, Guid.CreateVersion7(), "request", at, ["opportunities"], null), [], at), CancellationToken.None);
            await db.SaveChangesAsync();
        }

        var told = await fixture.ScalarAsync<string>($"select body from outbox where wire_name = 'erasure.confirmed' and body like '%{order}%'");
        Assert.Contains("\"service\":\"opportunities\"", told, StringComparison.Ordinal);
        Assert.Contains("\"erased\":[]", told, StringComparison.Ordinal);
    }
}
