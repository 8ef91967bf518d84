using System.Net;
using System.Net.Http.Json;

namespace ClusterTic.Membership.Tests.Registration;

public sealed class ActivityTests(MembershipFixture membership) : IClassFixture<MembershipFixture>
{
    const string Api = "/api/membership/v1";

    readonly HttpClient manager = membership.Service.As("manager");

    [Fact]
    public async Task Sector_languages_market_and_label_are_kept_shown_and_left_out_where_the_member_wants_it()
    {
        var member = await MemberAsync();
        var changed = await ReadAsync(await PutAsync(member, "activity", new ActivityRequest("62", ["fr", " EN ", "fr"], "up-to-150m", 35, " LS-2031-7 ", new DateOnly(2031, 6, 1))));
        var activity = changed.Activity!;
        Assert.Equal(("62", "up-to-150m", 35, "LS-2031-7", new DateOnly(2031, 6, 1)),
            (activity.Sector, activity.TurnoverBand, activity.ExportShare, activity.StartupLabel, activity.StartupLabelUntil));
        Assert.Equal(["en", "fr"], activity.Languages);

        var shown = await ShownAsync(member.Id);
        Assert.Equal(("62", "en fr", new DateOnly(2031, 6, 1)), (shown.Sector, string.Join(' ', shown.Languages!), shown.StartupLabelUntil));
        await ReadAsync(await PutAsync(changed, "publication", new PublicationRequest(["sector", "languages", "label"], null, null)));
        shown = await ShownAsync(member.Id);
        Assert.Null(shown.Sector);
        Assert.Empty(shown.Languages!);
        Assert.Null(shown.StartupLabelUntil);
    }

    [Fact]
    public async Task Every_fault_is_named_at_once_and_changes_nothing()
    {
        var member = await MemberAsync();
        using var refused = await PutAsync(member, "activity", new ActivityRequest("34", ["français"], "huge", null, " ", new DateOnly(2031, 6, 1)));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var text = await refused.Content.ReadAsStringAsync();
        foreach (var field in (string[])["sector", "languages[0]", "turnoverBand", "startupLabel"])
            Assert.Contains($"\"{field}\"", text, StringComparison.Ordinal);
        using var share = await PutAsync(member, "activity", new ActivityRequest(null, null, null, 101, null, null));
        Assert.Equal(HttpStatusCode.BadRequest, share.StatusCode);
        Assert.Equal(member.Version, (await ReadAsync(await manager.GetAsync($"{Api}/organisations/{member.Id}"))).Version);
    }

    [Fact]
    public async Task A_class_that_staff_and_turnover_leave_open_is_settled_for_that_years_figures_alone()
    {
        var member = await MemberAsync();
        using (var early = await ConfirmAsync(member, "small")) Assert.Equal(HttpStatusCode.Conflict, early.StatusCode);

        // Nine people and 100 million: micro by the one, small by the other.
        var open = await ReadAsync(await PutAsync(member, "figures/2024", new YearFiguresRequest(9, null, null, 100_000_000)));
        Assert.Equal(("small", true), (open.Registration!.Size.Class, open.Registration.Size.ToConfirm));
        using (var neither = await ConfirmAsync(open, "medium")) Assert.Equal(HttpStatusCode.Conflict, neither.StatusCode);
        var settled = await ReadAsync(await ConfirmAsync(open, "micro"));
        Assert.Equal(("micro", false), (settled.Registration!.Size.Class, settled.Registration.Size.ToConfirm));

        var next = await ReadAsync(await PutAsync(settled, "figures/2025", new YearFiguresRequest(9, null, null, 100_000_000)));
        Assert.Equal(("small", true), (next.Registration!.Size.Class, next.Registration.Size.ToConfirm));
    }

    async Task<OrganisationDetails> MemberAsync()
    {
        using var answer = await manager.PostAsJsonAsync($"{Api}/organisations", MembershipFixture.Request($"Activité {Guid.CreateVersion7():N}"));
        return await MembershipFixture.AdmitAsync(manager, (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<OrganisationDetails>())!);
    }

    Task<HttpResponseMessage> PutAsync(OrganisationDetails seen, string what, object body) => SendAsync(HttpMethod.Put, seen, what, body);

    Task<HttpResponseMessage> ConfirmAsync(OrganisationDetails seen, string chosen) => SendAsync(HttpMethod.Post, seen, "size-class/confirm", new ConfirmClassRequest(chosen));

    async Task<HttpResponseMessage> SendAsync(HttpMethod method, OrganisationDetails seen, string what, object body)
    {
        using var request = new HttpRequestMessage(method, $"{Api}/organisations/{seen.Id}/{what}") { Content = JsonContent.Create(body) };
        request.Headers.IfMatch.Add(new($"\"{seen.Version}\""));
        return await manager.SendAsync(request);
    }

    async Task<DirectoryEntry> ShownAsync(Guid id) => (await membership.Service.Anonymous().GetFromJsonAsync<DirectoryEntry>($"{Api}/directory/{id}"))!;

    static async Task<OrganisationDetails> ReadAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
            return (await answer.Content.ReadFromJsonAsync<OrganisationDetails>())!;
        }
    }
}
