using System.Globalization;
using System.Text.Json.Nodes;

namespace ClusterTic.EndToEnd.Tests.StratSession;

public sealed class WorkshopFilesTests
{
    static readonly HashSet<string> organisations = [.. SampleFiles.Organisations.Select(row => row["ref"])];

    [Fact]
    public void The_workshop_was_on_3_November_2021_in_Abidjan_Cocody()
    {
        Assert.Equal(new DateOnly(2021, 11, 3), DateOnly.FromDateTime(At("startsAt").UtcDateTime));
        Assert.Equal(DayOfWeek.Wednesday, At("startsAt").DayOfWeek);
        Assert.Equal("Abidjan-Cocody", SampleFiles.Workshop["town"]!.ToString());
        DateTimeOffset[] course = [At("scheduledAt"), At("publishedAt"), At("startsAt"), At("endsAt"), At("heldAt")];
        Assert.Equal(course.Order(), course);
    }

    [Fact]
    public void Its_sessions_follow_each_other_within_it_and_are_named_in_both_languages()
    {
        var last = At("startsAt");
        foreach (var session in SampleFiles.Workshop["sessions"]!.AsArray())
        {
            Assert.True(Time(session!["startsAt"]) >= last);
            last = Time(session["endsAt"]);
            Assert.True(last > Time(session["startsAt"]));
            Assert.NotEmpty(session["title"]!["fr"]!.ToString());
            Assert.NotEmpty(session["title"]!["en"]!.ToString());
        }

        Assert.True(last <= At("endsAt"));
    }

    [Fact]
    public void Each_invitation_is_to_an_organisation_entered_before_it_was_sent()
    {
        Assert.Distinct(SampleFiles.Invitations.Select(row => row["organisation"]));
        Assert.All(SampleFiles.Invitations, row =>
        {
            var organisation = Assert.Single(SampleFiles.Organisations, other => other["ref"] == row["organisation"]);
            Assert.True(organisation.Time("registered_at") < row.Time("sent_at"));
            Assert.InRange(row.Time("sent_at")!.Value, At("publishedAt"), At("startsAt"));
        });
    }

    [Fact]
    public void Whoever_registered_has_an_address_of_their_own_under_example_and_an_organisation_that_is_known()
    {
        Assert.Distinct(SampleFiles.Attendance.Select(row => row["ref"]));
        Assert.Distinct(SampleFiles.Attendance.Select(row => row["email"]));
        Assert.All(SampleFiles.Attendance, row =>
        {
            Assert.EndsWith(".example", row["email"], StringComparison.Ordinal);
            Assert.Contains(row["language"], new[] { "fr", "en" });
            Assert.True(row["organisation"].Length == 0 || organisations.Contains(row["organisation"]));
        });
        Assert.True(SampleFiles.Attendance.Count <= SampleFiles.Workshop["capacity"]!.GetValue<int>());
    }

    [Fact]
    public void People_register_after_publication_and_come_on_the_day()
    {
        var invited = SampleFiles.Invitations.ToDictionary(row => row["organisation"], row => row.Time("sent_at")!.Value, StringComparer.Ordinal);
        Assert.All(SampleFiles.Attendance, row =>
        {
            var registered = row.Time("registered_at")!.Value;
            Assert.InRange(registered, invited.GetValueOrDefault(row["organisation"], At("publishedAt")), At("endsAt"));
            if (row.Time("checked_in_at") is { } came)
                Assert.InRange(came, Max(registered, At("startsAt").AddHours(-1)), At("endsAt"));
        });
    }

    [Fact]
    public void There_is_what_a_report_must_cope_with()
    {
        Assert.Single(SampleFiles.Attendance, row => row["walk_in"] == "yes");
        Assert.Single(SampleFiles.Attendance, row => row["organisation"].Length == 0);
        var lines = ExpectedFigures.ByOrganisation.Where(line => line.Name.Length > 0).ToArray();
        Assert.Contains(lines, line => line is { Invited: 1, Registered: 0 });
        Assert.Contains(lines, line => line is { Registered: > 0, Attended: 0 });
        Assert.Contains(lines, line => line is { Invited: 0, Attended: > 0 });
        Assert.Contains(lines, line => line is { Registered: >= 5, Attended: > 0 and < 5 }); // suppressed in one column only
        Assert.True(lines.Count(line => line.Attended >= 5) >= 3);
        Assert.True(lines.Count(line => line.Attended is > 0 and < 5) >= 20);
    }

    static DateTimeOffset At(string name) => Time(SampleFiles.Workshop[name]);

    static DateTimeOffset Time(JsonNode? node) => DateTimeOffset.Parse(node!.ToString(), CultureInfo.InvariantCulture);

    static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
