using ClusterTic.Membership;
using ClusterTic.Testing.Servers;

namespace ClusterTic.Reporting.Tests.Reports;

public sealed class CommitmentFigureTests(ServersFixture servers)
{
    [Fact]
    public async Task Dues_are_collected_by_when_they_fell_due()
    {
        await using var reporting = await ReportingPlace.StartAsync(servers);
        var (small, large) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await reporting.ReceiveAsync(
            Fact.From(new OrganisationApproved(Fact.Organisation(small) with { SmeClass = "small" }, "member", "test", Fact.At(2021, 1, 1))),
            Fact.Approved(large, category: "founding-partner", region: "CI-YM"),
            Facts.Told(Facts.Account(small, Facts.Call(2021, 100_000, 100_000), Facts.Call(2022, 120_000, 30_000))),
            Facts.Told(Facts.Account(large, Facts.Call(2021, 500_000, 0), Facts.Call(2021, 700_000, 0, "cancelled"))));

        Assert.Equal((100_000, 600_000), await ShareAsync("from=2021-01-01&to=2021-12-31"));
        Assert.Equal((130_000, 720_000), await ShareAsync(""));
        Assert.Equal((30_000, 120_000), await ShareAsync("from=2021-04-01"));
        Assert.Equal((0, 500_000), await ShareAsync("region=CI-YM"));
        Assert.Equal((0, 0), await ShareAsync("to=2021-03-30"));
        Assert.Null((await reporting.ReportAsync("cluster-overview", "to=2021-03-30")).Value("FIN-01", "share"));
        Assert.Equal("18.1", (await reporting.ReportAsync("cluster-overview")).Value("FIN-01", "share"));
        var cuts = await reporting.ReportAsync("breakdown");
        Assert.Equal((130_000, 220_000), Parts(cuts.Cell("FIN-01/class:small", "share")));
        Assert.Equal((0, 500_000), Parts(cuts.Cell("FIN-01/category:founding-partner", "share")));

        async Task<(decimal?, decimal?)> ShareAsync(string query) => Parts((await reporting.ReportAsync("cluster-overview", query)).Cell("FIN-01", "share"));
    }

    [Fact]
    public async Task Mandates_and_meetings_count_at_the_end_of_the_period()
    {
        await using var reporting = await ReportingPlace.StartAsync(servers);
        var board = Facts.Body("board", 5, (new(2021, 1, 1), new(2021, 6, 30)), (new(2021, 1, 1), null), (new(2022, 1, 1), null));
        var (group, closed, meeting) = (Facts.Body("working-group", 3, (new(2021, 1, 1), null)), Facts.Body("working-group", 2), Guid.CreateVersion7());
        await reporting.ReceiveAsync(
        [
            Fact.From(new BodyDefined(board, Fact.At(2021, 1, 1))), Fact.From(new BodyDefined(group, Fact.At(2021, 2, 1))),
            Fact.From(new BodyDefined(closed, Fact.At(2021, 2, 1))),
            Facts.Met(board, 2, new(2021, 3, 1)), // no working group
            Facts.Met(group, 4, new(2021, 9, 1)), Facts.Met(group, 2, new(2021, 3, 1)), // late
            Facts.Met(closed, 2, new(2021, 3, 1), meeting),
            Fact.From(new BodyMeetingCancelled(closed with { Version = 3 }, meeting, Fact.At(2021, 3, 2))),
            Facts.Met(closed, 4, new(2021, 4, 1)),
            Fact.From(new BodyClosed(closed with { Version = 5, ClosedAt = Fact.At(2021, 5, 1), MeetingsHeld = 1, LastMeetingOn = new(2021, 4, 1) }, Fact.At(2021, 5, 1))),
        ]);

        Assert.Equal((2, 5), await SeatsAsync("to=2021-01-31"));
        Assert.Equal((3, 10), await SeatsAsync("to=2021-04-30"));
        Assert.Equal((3, 8), await SeatsAsync("to=2021-06-30"));
        Assert.Equal((2, 8), await SeatsAsync("to=2021-07-01"));
        Assert.Equal((3, 8), await SeatsAsync(""));
        Assert.Equal((0, 0), await SeatsAsync("to=2020-12-31"));
        Assert.Null((await reporting.ReportAsync("cluster-overview", "to=2020-12-31")).Value("GOV-02", "share"));

        Assert.Equal("1", await LiveAsync("to=2021-03-31"));
        Assert.Equal("2", await LiveAsync("to=2021-04-01"));
        Assert.Equal("1", await LiveAsync("to=2021-08-31"));
        Assert.Equal("1", await LiveAsync("to=2022-02-28"));
        Assert.Equal("0", await LiveAsync("to=2022-03-01"));
        Assert.Equal("0", await LiveAsync(""));

        async Task<(decimal?, decimal?)> SeatsAsync(string query) => Parts((await reporting.ReportAsync("cluster-overview", query)).Cell("GOV-02", "share"));
        async Task<string?> LiveAsync(string query) => (await reporting.ReportAsync("cluster-overview", query)).Value("NET-07", "value");
    }

    [Fact]
    public async Task Committed_is_who_signed_paid_and_did_something_itself_or_what_was_merged_into_it()
    {
        await using var reporting = await ReportingPlace.StartAsync(servers);
        var (came, heard, offered, unsigned, unpaid, idle, twin) = (Id(), Id(), Id(), Id(), Id(), Id(), Id());
        var (workshop, registration, paid) = (Id(), Id(), Facts.Call(2021, 100, 100));
        await reporting.ReceiveAsync(
        [
            Signed(came), Signed(heard, "CI-YM"), Signed(offered), Fact.Approved(unsigned), Signed(unpaid), Signed(idle),
            .. new[] { came, heard, unsigned, idle, twin }.Select(id => Facts.Told(Facts.Account(id, paid))),
            Facts.Told(Facts.Account(unpaid, Facts.Call(2021, 100, 99))),
            Fact.Registered(registration, workshop, came), Fact.CheckedIn(registration, workshop, came), // on 3 November
            Contact(heard, new(2021, 6, 1)), Contact(unsigned, new(2021, 6, 1)), Contact(unpaid, new(2021, 6, 1)),
            Fact.From(new InteractionCancelled(Interaction(idle, new(2021, 6, 1), 2) with { CancelledAt = Fact.At(2021, 6, 2) }, "error", Fact.At(2021, 6, 2))),
            Facts.Published(Facts.Offer(offered, published: Fact.At(2021, 7, 1))),
            // Another one paid, that turned out to be the same.
            Fact.From(new OrganisationMerged(Fact.Organisation(twin, 2, status: "merged") with { MergedInto = offered }, offered, "test", Fact.At(2021, 9, 1))),
        ]);

        Assert.Equal((3, 6), await ShareAsync("to=2021-12-31"));
        Assert.Equal((2, 6), await ShareAsync("to=2021-11-02"));
        Assert.Equal((1, 1), await ShareAsync("to=2021-12-31&region=CI-YM"));
        Assert.Equal((0, 6), await ShareAsync("to=2022-03-31")); // a term that nobody has paid
        Assert.Equal((0, 0), await ShareAsync("to=2020-12-31"));
        Assert.Null((await reporting.ReportAsync("cluster-overview", "to=2020-12-31")).Value("GOV-06", "share"));
        Assert.Equal((1, 1), Parts((await reporting.ReportAsync("breakdown", "to=2021-12-31")).Cell("GOV-06/region:CI-YM", "share")));
        Assert.Equal((3, 6), Parts((await reporting.ReportAsync("breakdown", "to=2021-12-31")).Cell("GOV-06/category:member", "share")));

        async Task<(decimal?, decimal?)> ShareAsync(string query) => Parts((await reporting.ReportAsync("cluster-overview", query)).Cell("GOV-06", "share"));
    }

    static Guid Id() => Guid.CreateVersion7();

    static Messaging.ReceivedFact Signed(Guid id, string region = "CI-AB") => Fact.From(new OrganisationApproved(
        Fact.Organisation(id, region: region) with { Charter = "1", CharterSignedOn = new(2021, 2, 1) }, "member", "test", Fact.At(2021, 1, 1)));

    static InteractionState Interaction(Guid organisation, DateOnly on, long version = 1) => new(Id(), version, organisation, "call", "needs", on, null, false);

    static Messaging.ReceivedFact Contact(Guid organisation, DateOnly on) => Fact.From(new InteractionRecorded(Interaction(organisation, on), Fact.At(2021, 6, 2)));

    static (decimal?, decimal?) Parts(ReportCell cell) => (cell.Numerator, cell.Denominator);
}
