using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ClusterTic.Identity.Accounts;
using ClusterTic.Identity.Tests.Hosting;
using ClusterTic.ServiceDefaults.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ClusterTic.Identity.Tests.Privacy;

public sealed class ShowPersonDataTests(RunningIdentity running) : IClassFixture<RunningIdentity>
{
    const string Password = "quite a long password";

    IdentityProcess Identity => running.Process;

    [Fact]
    public async Task An_account_is_found_by_the_address_or_by_what_it_acts_with_and_answered_without_secrets()
    {
        var (first, second) = (await OpenAsync("ama@exemple.example", "partner"), await OpenAsync("autre@exemple.example"));
        using var browser = new Browser(Identity.Origin);
        var portal = new PortalClient(Identity);
        await portal.Exchange(await portal.Code(browser, "ama@exemple.example", Password));
        using var manager = await ManagerAsync();

        var person = Guid.CreateVersion7();
        using var answer = await manager.PostAsJsonAsync(At(person), new { email = " AMA@exemple.example ", subjects = new[] { second.ToString(), "somebody of another provider" } });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync();
        var data = JsonSerializer.Deserialize<PersonData>(text, JsonSerializerOptions.Web)!;

        Assert.Equal((person, "identity"), (data.PersonId, data.Service));
        Assert.Equal([first.ToString(), second.ToString()], Values(data, "accounts", "account"));
        Assert.Equal(["ama@exemple.example", "autre@exemple.example"], Values(data, "accounts", "email"));
        Assert.Equal(["partner"], Values(data, "account-roles", "accountRole"));
        Assert.NotEmpty(Values(data, "sessions", "signedInAt"));
        var (hash, stamp) = await Identity.With(async services =>
        {
            var account = await services.GetRequiredService<IdentityDb>().Users.AsNoTracking().SingleAsync(one => one.Id == first);
            return (account.PasswordHash!, account.SecurityStamp!);
        });
        Assert.DoesNotContain(JsonEncodedText.Encode(hash).ToString(), text, StringComparison.Ordinal);
        Assert.DoesNotContain(stamp, text, StringComparison.Ordinal);

        var reads = (await manager.GetFromJsonAsync<Page<DataAccess>>($"{Identity.Origin}/api/identity/v1/people/{person}/accesses"))!;
        var read = Assert.Single(reads.Items);
        Assert.Equal(("people.data", person, 1), (read.Endpoint, read.PersonId, read.Shown));
    }

    [Fact]
    public async Task Nobody_is_an_answer_without_entries_and_no_address_is_a_fault()
    {
        using var manager = await ManagerAsync();
        using var nobody = await manager.PostAsJsonAsync(At(Guid.CreateVersion7()), new { email = "personne@exemple.example" });
        Assert.All((await nobody.Content.ReadFromJsonAsync<PersonData>())!.Categories, one => Assert.Empty(one.Entries));
        using var blank = await manager.PostAsJsonAsync(At(Guid.CreateVersion7()), new { email = " " });
        Assert.Equal(HttpStatusCode.BadRequest, blank.StatusCode);
    }

    [Fact]
    public async Task The_cookie_of_the_pages_opens_nothing_of_the_service_api()
    {
        using var browser = new Browser(Identity.Origin);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SignIn(RunningIdentity.Manager, RunningIdentity.ManagerPassword)).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/identity/account")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Get("/identity/api/identity/v1/accesses")).Status);
        using var nobody = new HttpClient();
        using var answer = await nobody.PostAsJsonAsync(At(Guid.CreateVersion7()), new { email = "ama@exemple.example" });
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    string At(Guid person) => $"{Identity.Origin}/api/identity/v1/people/{person}/data";

    async Task<HttpClient> ManagerAsync()
    {
        var token = await new PortalClient(Identity).Token(new() { ["grant_type"] = "client_credentials", ["client_id"] = "loader", ["client_secret"] = "the loader's secret" });
        var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token["access_token"]);
        return client;
    }

    Task<Guid> OpenAsync(string address, params string[] roles) => Identity.With(async services =>
    {
        await services.GetRequiredService<AccountBook>().SaveDemo(address, Password, roles, CancellationToken.None);
        return (await services.GetRequiredService<IdentityDb>().Users.SingleAsync(one => one.Email == address)).Id;
    });

    static IEnumerable<string?> Values(PersonData data, string category, string field) => data.Categories.Single(one => one.Code == category).Entries
        .SelectMany(one => one.Fields).Where(one => one.Name == field).Select(one => one.Value);
}
