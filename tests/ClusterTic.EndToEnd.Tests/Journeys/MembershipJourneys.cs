using System.Net.Http.Json;
using ClusterTic.Events;
using ClusterTic.Membership;
using ClusterTic.Reporting;
using ClusterTic.Testing;

namespace ClusterTic.EndToEnd.Tests.Journeys;

/// <summary>What Membership decides about organisations, seen where the other services act on it.</summary>
[Collection("journeys")]
public sealed class MembershipJourneys(WholeStack stack)
{
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Two_that_are_one_are_merged_and_the_others_follow_there_and_back()
    {
        using var manager = await stack.AsAsync("demo-manager");
        using var analyst = await stack.AsAsync("demo-analyst");
        var (kept, other) = (await manager.RegisterOrganisationAsync("Deux fois saisie"), await manager.RegisterOrganisationAsync("Deux fois saisie SARL"));
        Assert.Equal(new InviteResult(1, 0), await InviteAsync(other.Id));

        var merge = await manager.PostAsJsonAsync($"/api/membership/v1/organisations/{kept.Id}/merge", new MergeRequest(other.Id)).ReadAsync<MergeDetails>();
        await Eventually.GetAsync(
            () => ActivityAsync(analyst), rows => Invited(rows, kept.Id) == "1" && Invited(rows, other.Id) is null, "the report to count for the one that goes on", Limit);
        await Eventually.HoldsAsync(async () => await InviteAsync(kept.Id, other.Id) == new InviteResult(1, 0), "Events to invite one of them", Limit);

        await manager.PostAsJsonAsync($"/api/membership/v1/merges/{merge.Id}/undo", new { }).ReadAsync<MergeDetails>();
        await Eventually.GetAsync(
            () => ActivityAsync(analyst), rows => Invited(rows, kept.Id) is not null && Invited(rows, other.Id) is not (null or "0"), "the report to count for each again", Limit);
        await Eventually.HoldsAsync(async () => await InviteAsync(kept.Id, other.Id) == new InviteResult(2, 0), "Events to invite both", Limit);

        // To an event of its own each time: who is invited already would not tell.
        async Task<InviteResult> InviteAsync(params IReadOnlyList<Guid> organisations)
        {
            var workshop = await manager.PublishedEventAsync(capacity: 5);
            return await manager.PostAsJsonAsync($"/api/events/v1/events/{workshop.Id}/invitations", new InviteRequest(organisations)).ReadAsync<InviteResult>();
        }
    }

    [Fact]
    public async Task A_group_that_was_saved_is_invited_and_shows_in_the_report()
    {
        using var manager = await stack.AsAsync("demo-manager");
        using var analyst = await stack.AsAsync("demo-analyst");
        var (one, other) = (await manager.RegisterOrganisationAsync("Première du groupe"), await manager.RegisterOrganisationAsync("Seconde du groupe"));
        var group = await manager.PostAsJsonAsync("/api/membership/v1/groups", new DefineGroupRequest(
            $"essai-{Guid.CreateVersion7():N}"[..20], new("Groupe d’essai", "Trial group"), null, [one.Id, other.Id])).ReadAsync<GroupDetails>();
        await manager.PostAsJsonAsync($"/api/membership/v1/groups/{group.Id}/publish", new { }).ReadAsync<GroupDetails>();
        await Eventually.HoldsAsync(
            async () => (await manager.GetAsync("/api/events/v1/groups").ReadAsync<Page<InvitableGroup>>()).Items.Any(each => each.Id == group.Id && each.Organisations == 2),
            "Events to know the group", Limit);

        var workshop = await manager.PublishedEventAsync(capacity: 5);
        var path = $"/api/events/v1/events/{workshop.Id}/invitations";
        Assert.Equal(new InviteResult(2, 0), await manager.PostAsJsonAsync(path + "/group", new InviteGroupRequest(group.Id)).ReadAsync<InviteResult>());
        Assert.Equal(new InviteResult(0, 2), await manager.PostAsJsonAsync(path + "/group", new InviteGroupRequest(group.Id)).ReadAsync<InviteResult>());
        await Eventually.GetAsync(
            () => ActivityAsync(analyst), rows => Invited(rows, one.Id) == "1" && Invited(rows, other.Id) == "1", "the report to count both invitations", Limit);
    }

    static async Task<List<ReportRow>> ActivityAsync(HttpClient analyst) => (await analyst.ReportAsync("organisation-activity")).Rows;

    /// <summary>Null where the organisation has no row.</summary>
    static string? Invited(List<ReportRow> rows, Guid organisation) => rows.Find(row => row.Id == organisation.ToString())?.Cells[6].Value;
}
