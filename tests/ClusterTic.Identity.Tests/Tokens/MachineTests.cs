using ClusterTic.Identity.Tests.Hosting;
using Microsoft.IdentityModel.JsonWebTokens;

namespace ClusterTic.Identity.Tests.Tokens;

public sealed class MachineTests(RunningIdentity identity) : IClassFixture<RunningIdentity>
{
    [Fact]
    public async Task A_machine_gets_a_token_with_its_own_roles()
    {
        var answer = await Ask("loader", "the loader's secret");

        var token = new JsonWebToken(answer["access_token"]);
        Assert.Equal(("loader", "clustertic"), (token.Subject, token.Audiences.Single()));
        Assert.Equal(["backdate", "manager"], token.Claims.Where(c => c.Type == "role").Select(c => c.Value).Order());
        Assert.False(answer.Has("refresh_token"));
    }

    [Theory]
    [InlineData("loader", "wrong")]
    [InlineData("nobody", "wrong")]
    public async Task A_wrong_secret_and_an_unknown_machine_are_refused_alike(string id, string secret)
    {
        var answer = await Ask(id, secret);
        Assert.Equal((401, "invalid_client"), (answer.Status, answer["error"]));
    }

    [Fact]
    public async Task The_Portal_cannot_act_as_a_machine()
    {
        var answer = await Ask("portal", RunningIdentity.PortalSecret);
        Assert.Equal("unauthorized_client", answer["error"]);
    }

    Task<Answer> Ask(string id, string secret) => new PortalClient(identity.Process).Token(new()
    {
        ["grant_type"] = "client_credentials",
        ["client_id"] = id,
        ["client_secret"] = secret,
    });
}
