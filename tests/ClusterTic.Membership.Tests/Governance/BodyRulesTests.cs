using ClusterTic.Membership.Governance;
using ClusterTic.Membership.People;
using ClusterTic.ServiceDefaults.Http;

namespace ClusterTic.Membership.Tests.Governance;

public sealed class BodyRulesTests
{
    static readonly DateOnly Today = new(2026, 6, 15);
    static readonly DateTimeOffset At = new(2026, 6, 15, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void There_are_never_more_live_mandates_than_seats_on_any_day_to_come()
    {
        var body = Board(2);
        Give(body, Day(1, 1), Day(12, 31));
        Give(body, Day(7, 1), Day(9, 30));
        Assert.Equal("seats-are-filled", Broken(() => Give(Again(body), Day(9, 30), null)));

        body = Board(2);
        Give(body, Day(1, 1), Day(12, 31));
        Give(body, Day(7, 1), Day(9, 30));
        Give(body, Day(10, 1), null); // the day after the last day
        Assert.Equal(3, body.Mandates.Count);
        Assert.Equal("seats-below-mandates", Broken(() => body.Change("board", body.Name, 1, Today, At)));
        Assert.Equal("seats-are-filled", Broken(() => Give(body, Day(11, 1), Day(11, 2))));
    }

    [Fact]
    public void Days_gone_by_may_have_had_more_seats()
    {
        var body = Board(2);
        Give(body, Day(1, 1), Day(3, 31));
        Give(body, Day(1, 1), Day(3, 31));
        body.Change("board", body.Name, 1, Today, At);
        Give(body, Day(1, 1), Day(3, 31));
        Give(body, Day(6, 1), null);
        Assert.Equal((0, 1), (body.FilledOn(Day(5, 1)), body.FilledOn(Today)));
    }

    [Theory]
    [InlineData(1, 1, 3, 31, false)]
    [InlineData(1, 1, 4, 1, true)]
    [InlineData(5, 1, 5, 2, true)]
    [InlineData(6, 30, null, null, true)]
    [InlineData(7, 1, null, null, false)]
    public void A_person_has_one_mandate_at_a_time_in_a_body(int fromMonth, int fromDay, int? toMonth, int? toDay, bool overlaps)
    {
        var body = Board(9);
        var person = Somebody();
        body.Give(person, new(null, "member", Day(4, 1), Day(6, 30)), Today, At);
        var term = new Term(null, "chair", Day(fromMonth, fromDay), toMonth is { } month ? Day(month, toDay!.Value) : null);
        if (overlaps) Assert.Equal("mandates-overlap", Broken(() => body.Give(person, term, Today, At)));
        else body.Give(person, term, Today, At);
        Assert.Equal(overlaps ? 1 : 2, body.Mandates.Count);
    }

    [Fact]
    public void A_mandate_is_its_own_neighbour_when_its_term_changes()
    {
        var body = Board(1);
        Give(body, Day(1, 1), Day(12, 31));
        var mandate = body.Mandates[0];
        body.ChangeMandate(mandate, new(null, "chair", Day(1, 1), null), Today, At);
        Assert.Equal(("chair", null), (Assert.Single(body.Mandates).Function, body.Mandates[0].To));
    }

    [Fact]
    public void Ending_keeps_what_was_and_drops_what_never_began()
    {
        var body = Board(3);
        Give(body, Day(1, 1), Day(12, 31));
        Give(body, Day(9, 1), null);
        var (running, later) = (body.Mandates[0], body.Mandates[1]);
        Assert.Equal("term-ends-before-it-begins", Broken(() => body.EndMandate(running, new DateOnly(2025, 12, 31), Today, At)));
        body.EndMandate(running, Today, Today, At);
        Assert.Equal((true, false), (running.IsLive(Today), running.IsLive(Today.AddDays(1))));
        Assert.Equal("mandate-has-ended", Broken(() => body.EndMandate(running, Today, Today, At)));
        Assert.Equal("mandate-has-ended", Broken(() => body.ChangeMandate(running, new(null, "member", Day(1, 1), null), Today, At)));
        body.EndMandate(later, Today, Today, At);
        Assert.Equal([running], body.Mandates);
    }

    [Fact]
    public void A_closed_body_has_nobody_and_changes_no_more()
    {
        var body = Board(3);
        Give(body, Day(1, 1), Day(3, 1));
        Give(body, Day(1, 1), null);
        Give(body, Day(9, 1), null);
        body.Close(Today, At);
        Assert.Equal([Day(3, 1), Today], body.Mandates.Select(mandate => mandate.To));
        Assert.Equal("body-is-closed", Broken(() => Give(body, Today, null)));
        Assert.Equal("body-is-closed", Broken(() => body.Close(Today, At)));
    }

    [Fact]
    public void Its_state_holds_ids_and_codes_only()
    {
        var body = Board(1);
        body.Give(Somebody(), new(Guid.CreateVersion7(), "member", Day(1, 1), null), Today, At);
        Assert.DoesNotContain("Exemple", System.Text.Json.JsonSerializer.Serialize(body.ToState()), StringComparison.Ordinal);
    }

    static Body Board(int seats) => Body.Define("board", new("Conseil", "Board"), seats, At);

    /// <summary>A refused change leaves the entity half changed; nothing of it is saved.</summary>
    static Body Again(Body body) => body;

    static Person Somebody() => Person.Register("Awa Exemple", $"{Guid.CreateVersion7():N}@exemple.example", "fr", At);

    static void Give(Body body, DateOnly from, DateOnly? to) => body.Give(Somebody(), new(null, "member", from, to), Today, At);

    static DateOnly Day(int month, int day) => new(2026, month, day);

    static string Broken(Action change) => Assert.Throws<RuleBrokenException>(change).Code;
}
