using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using ClusterTic.Membership.Tests.People;
using Npgsql;

namespace ClusterTic.Membership.Tests.Representation;

/// <summary>Members and those who act for them.</summary>
sealed partial class RepresentationWorld(PeopleFixture membership)
{
    public const string Api = PeopleFixture.Api;

    public async Task<OrganisationDetails> MemberAsync(string name) => await MembershipFixture.AdmitAsync(membership.Manager, await membership.RegisterAsync(name));

    /// <summary>A client of an account that has no role.</summary>
    public HttpClient Account(string? subject = null)
    {
        var client = membership.Service.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", membership.Service.Place.Issuer.Token(subject ?? $"account-{Guid.CreateVersion7():N}", []));
        return client;
    }

    /// <summary>A member and an account that acts for it, by the invitation that came with the approval.</summary>
    public async Task<(OrganisationDetails Organisation, HttpClient Own)> RepresentedAsync(string name, string? subject = null)
    {
        var organisation = await MemberAsync(name);
        var own = Account(subject);
        using var accepted = await AcceptAsync(own, await CodeAsync(organisation.Contact!.Email));
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        return (organisation, own);
    }

    public static Task<HttpResponseMessage> AcceptAsync(HttpClient account, string code) =>
        account.PostAsJsonAsync($"{Api}/representations/accept", new AcceptRepresentationRequest(code));

    public Task<Page<RepresentativeDetails>> ListAsync(Guid organisation) =>
        membership.GetAsync<Page<RepresentativeDetails>>($"organisations/{organisation}/representatives");

    public static Task<HttpResponseMessage> PutAsync(HttpClient client, string path, long seen, object body)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"{Api}/{path}") { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{seen}\"");
        return client.SendAsync(request);
    }

    /// <summary>The code of the last invitation.</summary>
    public async Task<string> CodeAsync(string email)
    {
        var body = (await MailsAsync(email)).Last(mail => mail.Contains("/represent", StringComparison.Ordinal));
        return Assert.Single(Code().Matches(body)).Value;
    }

    /// <summary>In the order in which they were written.</summary>
    public async Task<List<string>> MailsAsync(string email)
    {
        await using var database = NpgsqlDataSource.Create(membership.Service.Place.Database.OwnerConnectionString);
        await using var command = database.CreateCommand("select subject || E'\\n' || body from mails where recipient = $1 order by created_at, id");
        command.Parameters.AddWithValue(email);
        await using var rows = await command.ExecuteReaderAsync();
        var mails = new List<string>();
        while (await rows.ReadAsync()) mails.Add(rows.GetString(0));
        return mails;
    }

    public async Task ExecuteAsync(string sql, params object[] parameters)
    {
        await using var database = NpgsqlDataSource.Create(membership.Service.Place.Database.OwnerConnectionString);
        await using var command = database.CreateCommand(sql);
        foreach (var parameter in parameters) command.Parameters.AddWithValue(parameter);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The stable code of a refusal that has a text.</summary>
    public static async Task<string> RefusedAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(status == answer.StatusCode, $"{(int)answer.StatusCode}: {text}");
            var problem = JsonSerializer.Deserialize<JsonElement>(text);
            var code = problem.GetProperty("type").GetString()!.Replace("urn:clustertic:problem:", "", StringComparison.Ordinal);
            Assert.NotEqual(code, problem.GetProperty("title").GetString());
            return code;
        }
    }

    [GeneratedRegex("[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}")]
    private static partial Regex Code();
}
