using System.Net;
using System.Net.Http.Json;
using ClusterTic.Membership.Groups;
using ClusterTic.Membership.Tests.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClusterTic.Membership.Tests.Groups;

public sealed class GroupTests(PeopleFixture membership) : IClassFixture<PeopleFixture>
{
    /// <summary>Wherever the messages wait: no queue takes them here.</summary>
    const string Told =
        "with told as (select aggregate_id, version, wire_name, body from outbox union all select aggregate_id, version, wire_name, body from parked) ";

    static readonly DateOnly Today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    [Fact]
    public async Task Every_criterion_selects_and_those_picked_by_hand_are_beside_the_rule()
    {
        var (cloud, web, verified, late) = (
            await MemberAsync("Nuage", ("72000000", 4)), await MemberAsync("Toile", ("72400000", 2)), await MemberAsync("Vérifiée", ("48000000", 3)),
            await MemberAsync("En retard"));
        var applicant = await membership.RegisterAsync("Pas membre");
        await membership.PostAsync<CharterSignatureDetails>(
            $"organisations/{cloud.Id}/charter", new SignCharterRequest("1", Today, cloud.Contact!.PersonId));
        await membership.PostAsync<OrganisationDetails>($"organisations/{verified.Id}/competences/48000000/verify", new VerifyCompetenceRequest(Today.AddYears(1)));
        await membership.PostAsync<DuesCallDetails>($"organisations/{late.Id}/dues/calls", new CallForDuesRequest(
            new DateOnly(Today.Year, 1, 1), new DateOnly(Today.Year, 12, 31), Today.AddDays(-1), 50_000, "Convenu"));

        var members = new GroupFilter(Status: "member", Region: "CI-AB", Type: "company", Category: "member");
        foreach (var (filter, expected) in new (GroupFilter, string[])[]
        {
            (members, ["En retard", "Nuage", "Toile", "Vérifiée"]),
            (members with { Competence = "72000000" }, ["Nuage", "Toile"]), (members with { Competence = "72000000", Level = 3 }, ["Nuage"]),
            (members with { CharterSigned = true }, ["Nuage"]), (members with { CharterSigned = false }, ["En retard", "Toile", "Vérifiée"]),
            (members with { InArrears = true }, ["En retard"]), (members with { InArrears = false }, ["Nuage", "Toile", "Vérifiée"]),
            (members with { Verified = true }, ["Vérifiée"]), (members with { Verified = false, InArrears = false }, ["Nuage", "Toile"]),
            (members with { SmeClass = "micro" }, []), (members with { SmeClass = "unknown", CharterSigned = true }, ["Nuage"]),
            (members with { Region = "CI-YM" }, []),
        })
        {
            var seen = await membership.PostAsync<GroupPreview>("groups/preview", new PreviewGroupRequest(filter));
            Assert.Equal(expected, seen.First.Select(one => one.Name));
            Assert.Equal(expected.Length, seen.Count);
        }

        var group = await membership.PostAsync<GroupDetails>("groups", new DefineGroupRequest(
            "cloud-et-web", new("Cloud et web", "Cloud and web"), members with { Competence = "72000000" }, [applicant.Id], [web.Id]));
        Assert.Equal(2, group.Count);
        Assert.Equal([("Nuage", false), ("Pas membre", true)], (await MembersAsync(group.Id)).Select(one => (one.Name, one.IsPicked)));
        var picked = await membership.PostAsync<GroupDetails>($"groups/{group.Id}/picks", new PickOrganisationRequest(web.Id, "none"));
        Assert.Equal((3, 0, 1), (picked.Count, picked.Excluded.Count, picked.Included.Count));
        var first = await membership.GetAsync<Page<GroupMember>>($"groups/{group.Id}/members?limit=2");
        Assert.Equal(["Nuage", "Pas membre"], first.Items.Select(one => one.Name));
        Assert.Equal("Toile", Assert.Single((await membership.GetAsync<Page<GroupMember>>($"groups/{group.Id}/members?limit=2&after={first.Next}")).Items).Name);
        var csv = await membership.Manager.GetStringAsync($"{PeopleFixture.Api}/groups/{group.Id}/members?format=csv");
        Assert.Equal(["name", "Nuage", "Pas membre", "Toile"], csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim('\ufeff').Split(',')[0]));
    }

    [Fact]
    public async Task A_published_group_is_told_again_only_when_who_is_in_it_has_changed()
    {
        var one = await membership.RegisterAsync("Première du groupe");
        var group = await membership.PostAsync<GroupDetails>("groups", new DefineGroupRequest("a-la-main", new("À la main", "By hand"), null, [one.Id]));
        Assert.Null(group.PublishedAt);
        Assert.Empty(await ToldAsync(group.Id));
        var published = await membership.PostAsync<GroupDetails>($"groups/{group.Id}/publish", new { });
        Assert.Equal(1, published.Published);
        await membership.PostAsync<GroupDetails>($"groups/{group.Id}/publish", new { });
        await RepublishAsync();
        Assert.Equal([("membership.group.published", 1)], await ToldAsync(group.Id));

        var other = await membership.RegisterAsync("Seconde du groupe");
        await membership.PostAsync<GroupDetails>($"groups/{group.Id}/picks", new PickOrganisationRequest(other.Id, "included"));
        await RepublishAsync();
        Assert.Equal([("membership.group.published", 1), ("membership.group.published", 2)], await ToldAsync(group.Id));

        var closed = await membership.PostAsync<GroupDetails>($"groups/{group.Id}/close", new { });
        Assert.Equal((0, 0), (closed.Count, closed.Published));
        await RepublishAsync();
        Assert.Equal(("membership.group.closed", 0), (await ToldAsync(group.Id))[^1]);
        Assert.Equal("group-is-closed", await membership.BrokenByPostAsync($"groups/{group.Id}/publish", new { }));
        Assert.NotNull((await membership.GetAsync<Page<GroupEntry>>("groups?limit=200")).Items.Single(entry => entry.Id == group.Id).ClosedAt);
    }

    [Fact]
    public async Task Faults_are_named_by_their_field_and_a_code_is_taken_once()
    {
        var organisation = await membership.RegisterAsync("Dedans et dehors");
        var right = new DefineGroupRequest("juste", new("Juste", "Right"), new GroupFilter(Status: "member"));
        foreach (var (wrong, field) in new[]
        {
            (right with { Code = "Pas Bon" }, "code"), (right with { Name = new("Juste") }, "name.en"), (right with { Filter = new() }, "filter"),
            (right with { Filter = new(Status: "king") }, "filter.status"), (right with { Filter = new(Region: "CI-XX") }, "filter.region"),
            (right with { Filter = new(Type: "club") }, "filter.type"), (right with { Filter = new(Category: "gold") }, "filter.category"),
            (right with { Filter = new(SmeClass: "huge") }, "filter.smeClass"), (right with { Filter = new(Competence: "cuisine") }, "filter.competence"),
            (right with { Filter = new(Status: "member", Level: 3) }, "filter.level"),
            (right with { Included = [organisation.Id], Excluded = [organisation.Id] }, "excluded"), (right with { Included = [Guid.CreateVersion7()] }, "included"),
        })
        {
            using var answer = await membership.Manager.PostAsJsonAsync($"{PeopleFixture.Api}/groups", wrong);
            Assert.Equal(field, await PeopleFixture.FaultAsync(answer));
        }

        var made = await membership.PostAsync<GroupDetails>("groups", right);
        Assert.Equal("group-code-taken", await membership.BrokenByPostAsync("groups", right));
        var changed = await membership.PutAsync<GroupDetails>($"groups/{made.Id}", made.Version, new ChangeGroupRequest(new("Tous", "All"), new(Region: "CI-AB")));
        Assert.Equal(("Tous", "CI-AB", null), (changed.Name.Fr, changed.Filter!.Region, changed.Filter.Status));
        using var stale = await membership.SendPutAsync($"groups/{made.Id}", made.Version, new ChangeGroupRequest(new("Tous", "All")));
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
    }

    [Fact]
    public async Task A_group_is_one_statement_whose_conditions_have_indexes()
    {
        await using var scope = membership.Service.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MembershipDb>();
        await db.Database.OpenConnectionAsync();
        await db.Database.ExecuteSqlAsync($"set enable_seqscan = off"); // tables of a test are too small to be worth an index
        foreach (var (filter, index) in new[]
        {
            (new GroupFilter(Status: "member"), "ix_organisations_list"), (new GroupFilter(Category: "member"), "ix_organisations_groups_category"),
            (new GroupFilter(Region: "CI-AB"), "ix_organisations_groups_region"), (new GroupFilter(SmeClass: "micro"), "ix_organisations_groups_smeclass"),
            (new GroupFilter(CharterSigned: true), "ix_organisations_groups_charter"),
            // From the side of the condition, or of the organisation, as there are fewer of these or of those.
            (new GroupFilter(InArrears: true), "ix_dues_calls_arrears|ux_dues_calls_term"),
            (new GroupFilter(Competence: "72000000", Level: 3), "ix_competences_directory_filter|pk_competences"),
            (new GroupFilter(Verified: true), "ix_competences_verification_ends|pk_competences"),
        })
            Assert.Matches(index, await PlanAsync(db, new(filter, [], [])));
    }

    async Task<string> PlanAsync(MembershipDb db, Making making)
    {
        await using var command = (NpgsqlCommand)db.OrganisationsOf(making, Today).Select(one => one.Id).CreateDbCommand();
        command.CommandText = "explain " + command.CommandText;
        await using var row = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await row.ReadAsync()) lines.Add(row.GetString(0));
        return string.Join('\n', lines);
    }

    async Task<IReadOnlyList<GroupMember>> MembersAsync(Guid id) => (await membership.GetAsync<Page<GroupMember>>($"groups/{id}/members")).Items;

    async Task<OrganisationDetails> MemberAsync(string name, params (string Code, int Level)[] competences) =>
        await MembershipFixture.AdmitAsync(
            membership.Manager, await membership.PostAsync<OrganisationDetails>("organisations", MembershipFixture.Request(name, competences)));

    async Task RepublishAsync()
    {
        await using var scope = membership.Service.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<PublishGroups>(scope.ServiceProvider).RunAsync(CancellationToken.None);
    }

    async Task<List<(string Name, int Organisations)>> ToldAsync(Guid id)
    {
        await using var command = membership.Service.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            Told + "select wire_name, jsonb_array_length(body::jsonb -> 'group' -> 'organisationIds') from told where aggregate_id = $1 order by version");
        command.Parameters.AddWithValue(id);
        await using var row = await command.ExecuteReaderAsync();
        var told = new List<(string, int)>();
        while (await row.ReadAsync()) told.Add((row.GetString(0), row.GetInt32(1)));
        return told;
    }
}
