using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ClusterTic.Testing.Servers;
using ClusterTic.Testing.Services;

namespace ClusterTic.Membership.Tests.Organisations;

/// <summary>An installation that approves nobody before the identity is verified.</summary>
public sealed class ChecklistFixture(ServersFixture servers) : IAsyncLifetime
{
    ServiceUnderTest<Program>? service;

    public ServiceUnderTest<Program> Service => service!;

    public async ValueTask InitializeAsync() => service = await ServiceUnderTest<Program>.StartAsync(
        servers, "membership", ("Cluster:ReviewChecklist:0:Code", "identity"), ("Cluster:ReviewChecklist:0:Required", "true"),
        ("Cluster:ReviewChecklist:0:Fr", "Identité vérifiée"), ("Cluster:ReviewChecklist:1:Code", "sector"));

    public async ValueTask DisposeAsync()
    {
        if (service is not null) await service.DisposeAsync();
    }
}

public sealed class StandingTests(ChecklistFixture membership) : IClassFixture<ChecklistFixture>
{
    const string Api = "/api/membership/v1";

    readonly HttpClient manager = membership.Service.As("manager", "backdate");
    readonly HttpClient anybody = membership.Service.Anonymous();

    [Fact]
    public async Task A_suspended_member_is_out_of_the_directory_and_back_as_it_was()
    {
        var member = await MemberAsync("Va et vient");
        var suspended = await StepAsync(member.Id, "suspend", new SuspendOrganisationRequest("dues", Note: "  "));
        Assert.Equal(("suspended", "dues", null), (suspended.Status, suspended.StatusReason, suspended.StatusNote));
        Assert.NotNull(suspended.SuspendedAt);
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync($"{Api}/directory/{member.Id}")).StatusCode);
        Assert.DoesNotContain((await anybody.GetFromJsonAsync<Page<DirectoryEntry>>($"{Api}/directory?q=vient"))!.Items, one => one.Id == member.Id);

        var back = await StepAsync(member.Id, "reinstate", new ReinstateOrganisationRequest());
        Assert.Equal(("member", member.Category, member.MemberSince, null, null), (back.Status, back.Category, back.MemberSince, back.SuspendedAt, back.StatusReason));
        Assert.Equal(HttpStatusCode.OK, (await anybody.GetAsync($"{Api}/directory/{member.Id}")).StatusCode);
    }

    [Fact]
    public async Task Whoever_withdraws_leaves_for_good()
    {
        var member = await MemberAsync("Départ");
        var gone = await StepAsync(member.Id, "withdraw", new WithdrawOrganisationRequest("closed"));
        Assert.Equal(("withdrawn", "closed"), (gone.Status, gone.StatusReason));
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync($"{Api}/directory/{member.Id}")).StatusCode);
        await RefusedAsync(member.Id, "withdraw", new WithdrawOrganisationRequest("closed"), "ended-cannot-be-withdrawn");
        await RefusedAsync(member.Id, "reinstate", new ReinstateOrganisationRequest(), "only-suspended-can-be-reinstated");
        var change = new HttpRequestMessage(HttpMethod.Put, $"{Api}/organisations/{member.Id}")
        {
            Content = JsonContent.Create(new ChangeProfileRequest("Autre nom", null, "company", "CI", null, null, null, null, [])),
        };
        change.Headers.TryAddWithoutValidation("If-Match", "*");
        Assert.Equal(HttpStatusCode.Conflict, (await manager.SendAsync(change)).StatusCode);
    }

    [Fact]
    public async Task An_applicant_can_withdraw_too()
    {
        var registered = await RegisterAsync("Se ravise");
        await StepAsync(registered.Id, "submit", new StepRequest());
        Assert.Equal("withdrawn", (await StepAsync(registered.Id, "withdraw", new WithdrawOrganisationRequest("own-request"))).Status);
        await RefusedAsync(registered.Id, "review", new StepRequest(), "only-submitted-can-be-reviewed");
    }

    [Fact]
    public async Task Steps_out_of_order_are_refused_and_say_why()
    {
        var registered = await RegisterAsync("Trop tôt");
        await RefusedAsync(registered.Id, "suspend", new SuspendOrganisationRequest("dues"), "only-a-member-can-be-suspended");
        var member = await MemberAsync("Deux fois");
        await RefusedAsync(member.Id, "reinstate", new ReinstateOrganisationRequest(), "only-suspended-can-be-reinstated");
        await StepAsync(member.Id, "suspend", new SuspendOrganisationRequest("inactive"));
        await RefusedAsync(member.Id, "suspend", new SuspendOrganisationRequest("inactive"), "only-a-member-can-be-suspended");
        await RefusedAsync(
            member.Id, "reinstate", new ReinstateOrganisationRequest(member.MemberSince!.Value.AddDays(-1)), "step-before-the-last-one");
        var unknown = await manager.PostAsJsonAsync($"{Api}/organisations/{member.Id}/withdraw", new WithdrawOrganisationRequest("bored"));
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
    }

    [Fact]
    public async Task The_checklist_is_the_installations_and_can_hold_up_an_approval()
    {
        var registered = await RegisterAsync("À vérifier");
        Assert.Equal(HttpStatusCode.Conflict, (await TickAsync(registered.Id, "identity")).StatusCode);
        await StepAsync(registered.Id, "submit", new StepRequest());
        await StepAsync(registered.Id, "review", new StepRequest());
        Assert.Equal(HttpStatusCode.BadRequest, (await TickAsync(registered.Id, "horoscope")).StatusCode);
        await RefusedAsync(registered.Id, "approve", new ApproveOrganisationRequest("founding-partner"), "checklist-incomplete");
        var ticked = await (await TickAsync(registered.Id, "identity", "sector", "identity")).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<OrganisationDetails>();
        Assert.Equal(["identity", "sector"], ticked!.Checks);
        Assert.Equal("member", (await StepAsync(registered.Id, "approve", new ApproveOrganisationRequest("founding-partner"))).Status);
    }

    [Fact]
    public async Task Notes_are_the_teams_own_and_the_newest_comes_first()
    {
        var registered = await RegisterAsync("Annotée");
        var notes = $"{Api}/organisations/{registered.Id}/notes";
        foreach (var text in new[] { "Première visite", "  Deuxième visite ", "Troisième" })
            Assert.Equal(HttpStatusCode.Created, (await manager.PostAsJsonAsync(notes, new AddReviewNoteRequest(text))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await manager.PostAsJsonAsync(notes, new AddReviewNoteRequest(" "))).StatusCode);
        var first = await manager.GetFromJsonAsync<Page<ReviewNoteDetails>>($"{notes}?limit=2");
        Assert.Equal(["Troisième", "Deuxième visite"], first!.Items.Select(note => note.Text));
        var rest = await manager.GetFromJsonAsync<Page<ReviewNoteDetails>>($"{notes}?limit=2&after={first.Next}");
        Assert.Equal(["Première visite"], rest!.Items.Select(note => note.Text));
        Assert.Equal(HttpStatusCode.Unauthorized, (await anybody.GetAsync(notes)).StatusCode);
    }

    async Task<OrganisationDetails> RegisterAsync(string name) =>
        (await (await anybody.PostAsJsonAsync($"{Api}/organisations", MembershipFixture.Request(name))).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<OrganisationDetails>())!;

    async Task<OrganisationDetails> MemberAsync(string name)
    {
        var registered = await RegisterAsync(name);
        await StepAsync(registered.Id, "submit", new StepRequest());
        await StepAsync(registered.Id, "review", new StepRequest());
        (await TickAsync(registered.Id, "identity")).EnsureSuccessStatusCode();
        await StepAsync(registered.Id, "approve", new ApproveOrganisationRequest("founding-partner"));
        return (await manager.GetFromJsonAsync<OrganisationDetails>($"{Api}/organisations/{registered.Id}"))!; // times as the database keeps them
    }

    async Task<OrganisationDetails> StepAsync<T>(Guid id, string step, T body) =>
        (await (await manager.PostAsJsonAsync($"{Api}/organisations/{id}/{step}", body)).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<OrganisationDetails>())!;

    Task<HttpResponseMessage> TickAsync(Guid id, params string[] done)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"{Api}/organisations/{id}/checklist") { Content = JsonContent.Create(new TickChecklistRequest(done)) };
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        return manager.SendAsync(request);
    }

    async Task RefusedAsync<T>(Guid id, string step, T body, string code)
    {
        var refused = await manager.PostAsJsonAsync($"{Api}/organisations/{id}/{step}", body);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("urn:clustertic:problem:" + code, problem.GetProperty("type").GetString());
        Assert.NotEqual(code, problem.GetProperty("title").GetString());
    }
}
