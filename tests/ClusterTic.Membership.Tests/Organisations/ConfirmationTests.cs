using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClusterTic.Membership.Tests.Organisations;

public sealed partial class ConfirmationTests(MembershipFixture membership) : IClassFixture<MembershipFixture>
{
    const string Api = "/api/membership/v1/organisations";
    const string Wrong = "2222-2222"; // one of 6 × 10^11

    readonly HttpClient anybody = membership.Service.As();

    [Fact]
    public async Task An_applicant_submits_once_the_code_from_the_mail_is_typed_in()
    {
        var (id, email) = await ApplyAsync("Avec code");
        await RefusedAsync(await StepAsync(id, "submit", new StepRequest()), HttpStatusCode.Conflict, "email-not-confirmed");
        var wrong = await RefusedAsync(await ConfirmAsync(id, Wrong), HttpStatusCode.BadRequest, "confirmation-code-wrong");
        Assert.True(wrong.GetProperty("errors").TryGetProperty("code", out _));

        var code = await CodeAsync(email);
        Assert.Equal(HttpStatusCode.NoContent, (await ConfirmAsync(id, $" {code.Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant()}")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await ConfirmAsync(id, code)).StatusCode); // typed in twice
        Assert.Equal(HttpStatusCode.OK, (await StepAsync(id, "submit", new StepRequest())).StatusCode);

        var history = await membership.Service.As("manager").GetFromJsonAsync<JsonElement>($"{Api}/{id}/history");
        Assert.Contains("emailConfirmedAt", history.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await ConfirmAsync(Guid.CreateVersion7(), code)).StatusCode);
    }

    [Fact]
    public async Task The_mail_says_where_to_type_it_and_no_address_holds_the_code()
    {
        var (id, email) = await ApplyAsync("Page du code");
        var body = await BodyAsync(email);
        Assert.Contains($"/fr/join/confirm?application={id}", body, StringComparison.Ordinal);
        Assert.DoesNotContain("{", body, StringComparison.Ordinal);
        Assert.Single(Code().Matches(body));
    }

    [Fact]
    public async Task A_code_dies_of_too_many_attempts_also_of_those_that_are_rolled_back()
    {
        var (id, email) = await ApplyAsync("Trop d’essais");
        var code = await CodeAsync(email);
        for (var attempt = 0; attempt < 10; attempt++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{Api}/{id}/confirm-email") { Content = JsonContent.Create(new ConfirmEmailRequest(Wrong)) };
            request.Headers.Add("Idempotency-Key", $"{id}-{attempt}");
            await RefusedAsync(await anybody.SendAsync(request), HttpStatusCode.BadRequest, "confirmation-code-wrong");
        }

        await RefusedAsync(await ConfirmAsync(id, code), HttpStatusCode.Conflict, "confirmation-code-spent");
        await RefusedAsync(await AgainAsync(id), HttpStatusCode.Conflict, "confirmation-mails-too-many"); // within a minute

        await ExecuteAsync("update email_confirmations set sent_at = sent_at - interval '2 minutes' where organisation_id = $1", id);
        await ExecuteAsync("delete from mails where recipient = $1", email);
        Assert.Equal(HttpStatusCode.NoContent, (await AgainAsync(id)).StatusCode);
        await RefusedAsync(await ConfirmAsync(id, code), HttpStatusCode.BadRequest, "confirmation-code-wrong"); // the one before
        Assert.Equal(HttpStatusCode.NoContent, (await ConfirmAsync(id, await CodeAsync(email))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await AgainAsync(id)).StatusCode);
    }

    [Fact]
    public async Task A_code_is_valid_for_a_day_and_five_mails_are_the_most()
    {
        var (id, email) = await ApplyAsync("Trop vieux");
        await ExecuteAsync("update email_confirmations set expires_at = now(), sent_at = now() - interval '1 day', mails = 4 where organisation_id = $1", id);
        await RefusedAsync(await ConfirmAsync(id, await CodeAsync(email)), HttpStatusCode.Conflict, "confirmation-code-spent");
        Assert.Equal(HttpStatusCode.NoContent, (await AgainAsync(id)).StatusCode);
        await ExecuteAsync("update email_confirmations set sent_at = now() - interval '1 day' where organisation_id = $1", id);
        await RefusedAsync(await AgainAsync(id), HttpStatusCode.Conflict, "confirmation-mails-too-many");
    }

    [Fact]
    public async Task Whoever_has_withdrawn_confirms_nothing_and_gets_no_more_mails()
    {
        var (id, email) = await ApplyAsync("Retirée");
        using var manager = membership.Service.As("manager");
        (await manager.PostAsJsonAsync($"{Api}/{id}/withdraw", new WithdrawOrganisationRequest("own-request"))).EnsureSuccessStatusCode();
        await ExecuteAsync("update email_confirmations set sent_at = sent_at - interval '2 minutes' where organisation_id = $1", id);
        var code = await ScalarAsync<string>("select body from mails where recipient = $1 order by id limit 1", email);

        await RefusedAsync(await ConfirmAsync(id, Code().Match(code).Value), HttpStatusCode.Conflict, "withdrawn-cannot-be-changed");
        await RefusedAsync(await AgainAsync(id), HttpStatusCode.Conflict, "withdrawn-cannot-be-changed");
    }

    [Fact]
    public async Task The_cluster_team_answers_for_the_address_of_whom_it_enters()
    {
        using var manager = membership.Service.As("manager");
        var request = MembershipFixture.Request("Par l’équipe");
        var registered = await (await manager.PostAsJsonAsync(Api, request)).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<OrganisationDetails>();
        Assert.Equal(0L, await ScalarAsync<long>("select count(*) from mails where recipient = $1", request.Contact.Email));
        Assert.Equal(HttpStatusCode.OK, (await manager.PostAsJsonAsync($"{Api}/{registered!.Id}/submit", new StepRequest())).StatusCode);
    }

    async Task<(Guid Id, string Email)> ApplyAsync(string name)
    {
        var request = MembershipFixture.Request(name);
        var answer = (await anybody.PostAsJsonAsync(Api, request)).EnsureSuccessStatusCode();
        return ((await answer.Content.ReadFromJsonAsync<OrganisationDetails>())!.Id, request.Contact.Email);
    }

    Task<HttpResponseMessage> ConfirmAsync(Guid id, string code) => StepAsync(id, "confirm-email", new ConfirmEmailRequest(code));

    Task<HttpResponseMessage> AgainAsync(Guid id) => StepAsync(id, "confirmation-mails", new { });

    Task<HttpResponseMessage> StepAsync<T>(Guid id, string step, T body) => anybody.PostAsJsonAsync($"{Api}/{id}/{step}", body);

    static async Task<JsonElement> RefusedAsync(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        Assert.Equal(status, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("urn:clustertic:problem:" + code, problem.GetProperty("type").GetString());
        return problem;
    }

    async Task<string> CodeAsync(string email) => Code().Match(await BodyAsync(email)).Value;

    Task<string> BodyAsync(string email) => ScalarAsync<string>("select body from mails where recipient = $1", email);

    async Task<T> ScalarAsync<T>(string sql, object parameter)
    {
        await using var command = Database.CreateCommand(sql);
        command.Parameters.AddWithValue(parameter);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    async Task ExecuteAsync(string sql, object parameter)
    {
        await using var command = Database.CreateCommand(sql);
        command.Parameters.AddWithValue(parameter);
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }

    NpgsqlDataSource Database => membership.Service.Services.GetRequiredService<NpgsqlDataSource>();

    [GeneratedRegex("(?m)^[2-9A-Z]{4}-[2-9A-Z]{4}\\r?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}
