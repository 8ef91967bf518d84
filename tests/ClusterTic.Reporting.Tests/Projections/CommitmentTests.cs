using ClusterTic.Membership;
using ClusterTic.Testing.Servers;

namespace ClusterTic.Reporting.Tests.Projections;

public sealed class CommitmentTests(ServersFixture servers)
{
    [Fact]
    public async Task Charter_contacts_meetings_and_groups_are_kept_as_the_last_message_says()
    {
        await using var place = await ReportingPlace.StartAsync(servers);
        var (organisation, interaction, body, group) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var at = Fact.At(2026, 3, 2);
        var day = new DateOnly(2026, 3, 1);
        var signed = Fact.Organisation(organisation, 5) with { Charter = "2", CharterSignedOn = day };
        var entry = new InteractionState(interaction, 1, organisation, "visit", "needs", day, null, false);
        var met = new BodyState(body, 4, "working-group", new("Groupe", "Group"), 5, [], null, 2, day);
        var published = new GroupState(group, 2, "cloud", new("Cloud", "Cloud"), [organisation, Guid.CreateVersion7()], at);

        await place.ReceiveAsync(
            Fact.From(new OrganisationCharterSigned(signed, Guid.CreateVersion7(), "2", day, at)),
            Fact.From(new InteractionCancelled(entry with { Version = 2, CancelledAt = at }, "error", at)),
            Fact.From(new InteractionRecorded(entry, at)), // late
            Fact.From(new BodyMeetingHeld(met, Guid.CreateVersion7(), day, 7, at)),
            Fact.From(new GroupPublished(published, at)));

        Assert.Equal("2 2026-03-01", await OneAsync(place, "select charter || ' ' || charter_signed_on from organisations where id = $1", organisation));
        Assert.Equal("visit needs true", await OneAsync(
            place, "select kind || ' ' || purpose || ' ' || (cancelled_at is not null) from interactions where id = $1", interaction));
        Assert.Equal("2 2026-03-01", await OneAsync(place, "select meetings_held || ' ' || last_meeting_on from bodies where id = $1", body));
        Assert.Equal("cloud 2", await OneAsync(place, "select code || ' ' || organisations from member_groups where id = $1", group));
    }

    static async Task<string?> OneAsync(ReportingPlace place, string sql, Guid id)
    {
        await using var command = place.Database.CreateCommand(sql);
        command.Parameters.AddWithValue(id);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken) as string;
    }
}
