using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClusterTic.Membership.Tests.Dues;

/// <summary>What the tests of dues do over and over, as the cluster's team does it.</summary>
sealed class DuesWorld(MembershipFixture membership)
{
    public const string Api = "/api/membership/v1";

    public static readonly DateOnly YearBegins = new(2025, 1, 1);
    public static readonly DateOnly YearEnds = new(2025, 12, 31);
    public static readonly DateOnly Due = new(2025, 3, 31);

    public HttpClient Manager { get; } = membership.Service.As("manager", "backdate");

    public NpgsqlDataSource Database => membership.Service.Services.GetRequiredService<NpgsqlDataSource>();

    public Task<OrganisationDetails> MemberAsync(string name, DateOnly? since = null, string category = "member", string language = "fr") =>
        MemberAsync(MembershipFixture.Request(name), since, category, language);

    public async Task<OrganisationDetails> MemberAsync(RegisterOrganisationRequest request, DateOnly? since, string category, string language)
    {
        var at = new DateTimeOffset((since ?? new DateOnly(2024, 6, 1)).ToDateTime(new TimeOnly(9, 0)), TimeSpan.Zero);
        request = request with { OccurredAt = at, Contact = request.Contact with { Language = language } };
        var registered = await SendAsync<OrganisationDetails>("/organisations", request);
        await SendAsync<OrganisationDetails>($"/organisations/{registered.Id}/submit", new StepRequest(at));
        await SendAsync<OrganisationDetails>($"/organisations/{registered.Id}/review", new StepRequest(at));
        return await SendAsync<OrganisationDetails>($"/organisations/{registered.Id}/approve", new ApproveOrganisationRequest(category, at));
    }

    public Task<DuesPlanDetails> PlanAsync(long amount, string category = "member", string? smeClass = null, DateOnly? from = null) =>
        SendAsync<DuesPlanDetails>("/dues/plans", new PlanDuesRequest(category, smeClass, amount, from ?? new DateOnly(2020, 1, 1)));

    public Task<DuesCallDetails> CallAsync(Guid organisation, int year = 2025, long? amount = null, DateOnly? due = null) =>
        SendAsync<DuesCallDetails>($"/organisations/{organisation}/dues/calls", Call(year, amount, due));

    public static CallForDuesRequest Call(int year, long? amount = null, DateOnly? due = null) => new(
        new DateOnly(year, 1, 1), new DateOnly(year, 12, 31), due ?? new DateOnly(year, 3, 31), amount, amount is null ? null : "Convenu avec le bureau");

    public Task<DuesPaymentDetails> PayAsync(Guid organisation, long amount, string means = "cash", string? reference = null, Guid? call = null) =>
        SendAsync<DuesPaymentDetails>($"/organisations/{organisation}/dues/payments", new RecordPaymentRequest(new DateOnly(2025, 4, 2), amount, means, reference, call));

    public async Task<DuesStatement> StatementAsync(Guid organisation) =>
        (await Manager.GetFromJsonAsync<DuesStatement>($"{Api}/organisations/{organisation}/dues/statement"))!;

    public async Task<T> SendAsync<T>(string path, object body)
    {
        using var answer = await Manager.PostAsJsonAsync(Api + path, body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<T>())!;
    }

    public async Task RefusedAsync(string path, object body, HttpStatusCode status, string code)
    {
        using var answer = await Manager.PostAsJsonAsync(Api + path, body);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((status, "urn:clustertic:problem:" + code), (answer.StatusCode, problem.GetProperty("type").GetString()));
        Assert.DoesNotContain("{", problem.GetProperty("title").GetString(), StringComparison.Ordinal); // worded, with its places filled
    }

    /// <summary>The last part of a document's number.</summary>
    public static int Serial(string? number) => int.Parse(number!.AsSpan(8), CultureInfo.InvariantCulture);

    /// <summary>Subjects of the mails to the contact that wait; nobody sends them here.</summary>
    public async Task<IReadOnlyList<string>> MailsAsync(OrganisationDetails organisation)
    {
        await using var command = Database.CreateCommand("select subject from mails where recipient = $1 order by id");
        command.Parameters.AddWithValue(organisation.Contact!.Email);
        var subjects = new List<string>();
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync()) subjects.Add(rows.GetString(0));
        return subjects;
    }
}
