using System.Net;
using System.Net.Http.Json;
using ClusterTic.Membership.Tests.People;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClusterTic.Membership.Tests.Pictures;

public sealed class LogoTests(PeopleFixture membership) : IClassFixture<PeopleFixture>
{
    readonly HttpClient anybody = membership.Service.Anonymous();

    [Fact]
    public async Task A_logo_is_for_the_team_until_its_organisation_is_a_member_and_for_everybody_then()
    {
        var organisation = await membership.RegisterAsync("Au logo");
        var path = $"{PeopleFixture.Api}/organisations/{organisation.Id}/logo";
        Assert.Equal(HttpStatusCode.NotFound, (await membership.Manager.GetAsync(path)).StatusCode);
        var given = await OkAsync(await SendAsync(HttpMethod.Put, path, organisation.Version, SamplePictures.Png(900, 300)));
        Assert.NotNull(given.Logo);
        using (var own = await membership.Manager.GetAsync(path))
        {
            Assert.Equal(HttpStatusCode.OK, own.StatusCode);
            Assert.True(own.Headers.CacheControl is { Private: true, NoCache: true });
        }

        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync(path)).StatusCode);
        var member = await MembershipFixture.AdmitAsync(membership.Manager, given);
        using var shown = await anybody.GetAsync(path);
        Assert.Equal(("image/webp", "nosniff"), (shown.Content.Headers.ContentType!.MediaType, Assert.Single(shown.Headers.GetValues("X-Content-Type-Options"))));
        Assert.True(shown.Headers.CacheControl is { Public: true, MaxAge.TotalSeconds: > 0 });
        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(shown.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await anybody.SendAsync(again)).StatusCode);
        Assert.Equal(given.Logo, (await anybody.GetFromJsonAsync<DirectoryEntry>($"{PeopleFixture.Api}/directory/{organisation.Id}"))!.Logo);

        var second = await OkAsync(await SendAsync(HttpMethod.Put, path, member.Version, SamplePictures.Png(10, 10)));
        Assert.NotEqual(given.Logo, second.Logo);
        var gone = await OkAsync(await SendAsync(HttpMethod.Delete, path, second.Version, null));
        Assert.Null(gone.Logo);
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync(path)).StatusCode);
        Assert.Equal(0L, await FilesAsync(given.Logo!.Value, second.Logo!.Value));
    }

    [Fact]
    public async Task What_cannot_be_a_logo_is_refused_with_its_field_and_nothing_changes()
    {
        var organisation = await membership.RegisterAsync("Sans logo");
        var path = $"{PeopleFixture.Api}/organisations/{organisation.Id}/logo";
        foreach (var sent in (byte[][])["pas une image"u8.ToArray(), SamplePictures.Bomb(), new byte[(2 * 1024 * 1024) + 1]])
        {
            using var refused = await SendAsync(HttpMethod.Put, path, organisation.Version, sent);
            Assert.Equal("file", await PeopleFixture.FaultAsync(refused));
        }

        foreach (var body in (string[])["{}", "--x\r\nbroken"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = new StringContent(body) };
            request.Content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(body is "{}" ? "application/json" : "multipart/form-data; boundary=x");
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{organisation.Version}\"");
            using var refused = await membership.Manager.SendAsync(request);
            Assert.Equal("file", await PeopleFixture.FaultAsync(refused));
        }

        using var stale = await SendAsync(HttpMethod.Put, path, organisation.Version + 5, SamplePictures.Png(5, 5));
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Equal(organisation.Version, (await membership.GetAsync<OrganisationDetails>($"organisations/{organisation.Id}")).Version);
    }

    Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, long seen, byte[]? picture)
    {
        var request = new HttpRequestMessage(method, path) { Content = picture is null ? null : new MultipartFormDataContent { { new ByteArrayContent(picture), "file", "photo.svg" } } };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{seen}\"");
        return membership.Manager.SendAsync(request);
    }

    static async Task<OrganisationDetails> OkAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
            return (await answer.Content.ReadFromJsonAsync<OrganisationDetails>())!;
        }
    }

    async Task<long> FilesAsync(params Guid[] ids)
    {
        await using var command = membership.Service.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("select count(*) from files where id = any($1)");
        command.Parameters.AddWithValue(ids);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
