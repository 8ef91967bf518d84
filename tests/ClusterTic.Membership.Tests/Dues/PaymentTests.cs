using System.Net;
using System.Net.Http.Json;

namespace ClusterTic.Membership.Tests.Dues;

public sealed class PaymentTests(MembershipFixture membership) : IClassFixture<MembershipFixture>
{
    readonly DuesWorld world = new(membership);

    [Fact]
    public async Task What_is_paid_settles_the_oldest_call_and_the_rest_waits_for_the_next()
    {
        var member = await world.MemberAsync("Avance");
        var first = await world.CallAsync(member.Id, 2024, 40_000);
        var second = await world.CallAsync(member.Id, 2025, 50_000);

        var part = await world.PayAsync(member.Id, 30_000);
        Assert.Equal([(first.Id, 30_000L)], part.Allocations.Select(one => (one.CallId, one.Amount)));
        var more = await world.PayAsync(member.Id, 80_000, "transfer", " VIR-1 ");
        Assert.Equal([(first.Id, 10_000L), (second.Id, 50_000L)], more.Allocations.Select(one => (one.CallId, one.Amount)));
        var paid = await world.StatementAsync(member.Id);
        Assert.Equal((90_000, 110_000, 0, 20_000), (paid.Called, paid.Paid, paid.Balance, paid.Credit));
        Assert.All(paid.Calls, call => Assert.Equal("paid", call.Status));

        var third = await world.CallAsync(member.Id, 2026, 25_000);
        Assert.Equal((20_000L, "open"), (third.Paid, third.Status));
        var fourth = await world.PayAsync(member.Id, 35_000);
        Assert.Equal(30_000, (await world.StatementAsync(member.Id)).Credit);
        var settled = await world.CallAsync(member.Id, 2027, 30_000);
        Assert.Equal("paid", settled.Status);
        Assert.StartsWith($"Cotisation {settled.Number} réglée", (await world.MailsAsync(member))[^1], StringComparison.Ordinal);
        Assert.NotEqual(part.Receipt, fourth.Receipt);
        await world.RefusedAsync($"/dues/calls/{settled.Id}/cancel", new UndoDuesRequest("error"), HttpStatusCode.Conflict, "paid-cannot-be-cancelled");
    }

    [Fact]
    public async Task A_payment_that_is_reversed_opens_its_calls_again_and_stays_readable()
    {
        var member = await world.MemberAsync("Chèque sans provision");
        var first = await world.CallAsync(member.Id, 2024, 40_000);
        var second = await world.CallAsync(member.Id, 2025, 50_000);
        var bounced = await world.PayAsync(member.Id, 70_000, "cheque", "CHQ 7");
        var good = await world.PayAsync(member.Id, 45_000);

        var entry = await world.SendAsync<DuesPaymentDetails>($"/dues/payments/{bounced.Id}/reverse", new UndoDuesRequest("bounced", "Banque : provision"));
        Assert.Equal((-70_000, bounced.Id, null, "bounced"), (entry.Amount, entry.Reverses, entry.Receipt, entry.Reason));
        var statement = await world.StatementAsync(member.Id);
        Assert.Equal((90_000, 45_000, 45_000, 0), (statement.Called, statement.Paid, statement.Balance, statement.Credit));
        // The good one had paid the rest of the second call; what it had left then goes to the oldest.
        Assert.Equal([(second.Id, 30_000L), (first.Id, 15_000L)], statement.Calls.Select(call => (call.Id, call.Amount - call.Paid)));
        Assert.Equal([entry.Id, good.Id, bounced.Id], statement.Payments.Select(one => one.Id));
        Assert.True(statement.Payments[^1].IsReversed);

        await world.RefusedAsync($"/dues/payments/{bounced.Id}/reverse", new UndoDuesRequest("error"), HttpStatusCode.Conflict, "payment-already-reversed");
        await world.RefusedAsync($"/dues/payments/{entry.Id}/reverse", new UndoDuesRequest("error"), HttpStatusCode.Conflict, "reversal-cannot-be-reversed");
        await world.RefusedAsync($"/dues/payments/{good.Id}/reverse", new UndoDuesRequest("mood"), HttpStatusCode.BadRequest, "unknown-reason");
        var again = await world.PayAsync(member.Id, 45_000, "cheque", "CHQ 7"); // as it should have been entered
        Assert.Equal(0, (await world.StatementAsync(member.Id)).Balance);
        Assert.Equal(HttpStatusCode.NotFound, (await world.Manager.GetAsync($"{DuesWorld.Api}/dues/receipts/{entry.Id}/document")).StatusCode);
        Assert.NotNull(again.Receipt);
        Assert.Equal(
            ["membership.dues.called 1", "membership.dues.called 2", "membership.dues.paid 3", "membership.dues.paid 4", "membership.dues.reversed 5", "membership.dues.paid 6"],
            await FactsAsync(first.Id));
    }

    [Fact]
    public async Task A_named_call_is_settled_before_older_ones_which_get_the_rest()
    {
        var member = await world.MemberAsync("Désignée");
        var first = await world.CallAsync(member.Id, 2024, 40_000);
        var second = await world.CallAsync(member.Id, 2025, 50_000);
        var payment = await world.PayAsync(member.Id, 60_000, call: second.Id);
        Assert.Equal([(second.Id, 50_000L), (first.Id, 10_000L)], payment.Allocations.Select(one => (one.CallId, one.Amount)));
        var path = $"/organisations/{member.Id}/dues/payments";
        await world.RefusedAsync(path, Payment(1, call: second.Id), HttpStatusCode.Conflict, "call-not-open");
        await world.RefusedAsync(path, Payment(1, call: Guid.CreateVersion7()), HttpStatusCode.BadRequest, "unknown-call");
    }

    [Fact]
    public async Task What_cannot_be_paid_so_is_refused_and_uses_no_number()
    {
        var member = await world.MemberAsync("Refusée");
        var path = $"/organisations/{member.Id}/dues/payments";
        var before = await world.PayAsync(member.Id, 5_000, "mobile-money", "OM.123");
        await world.RefusedAsync(path, Payment(5_000, "mobile-money", "om.123"), HttpStatusCode.Conflict, "payment-twice");
        await world.RefusedAsync(path, Payment(5_000, "transfer"), HttpStatusCode.BadRequest, "reference-missing");
        await world.RefusedAsync(path, Payment(5_000, "barter"), HttpStatusCode.BadRequest, "unknown-means");
        await world.RefusedAsync(path, Payment(5_000) with { PaidOn = new DateOnly(2099, 1, 1) }, HttpStatusCode.BadRequest, "paid-in-the-future");
        await world.RefusedAsync(path, Payment(0), HttpStatusCode.BadRequest, "invalid");
        var after = await world.PayAsync(member.Id, 5_000, "transfer", "om.123"); // another means' number
        Assert.Equal(DuesWorld.Serial(before.Receipt!) + 1, DuesWorld.Serial(after.Receipt!));
    }

    [Fact]
    public async Task What_cannot_be_called_is_refused()
    {
        var member = await world.MemberAsync("Sans barème", new DateOnly(2024, 6, 1));
        var path = $"/organisations/{member.Id}/dues/calls";
        await world.RefusedAsync(path, DuesWorld.Call(2025), HttpStatusCode.Conflict, "no-plan-for-it");
        await world.RefusedAsync(path, DuesWorld.Call(2025, 10_000) with { Reason = " " }, HttpStatusCode.BadRequest, "deviation-needs-reason");
        await world.RefusedAsync(path, DuesWorld.Call(2023, 10_000), HttpStatusCode.Conflict, "admitted-after-the-term");
        await world.RefusedAsync(path, DuesWorld.Call(2025, 10_000) with { To = new DateOnly(2024, 1, 1) }, HttpStatusCode.BadRequest, "dues-term-ends-before-it-begins");
        await world.RefusedAsync(path, DuesWorld.Call(1212, 10_000), HttpStatusCode.BadRequest, "invalid");
        var call = await world.CallAsync(member.Id, 2025, 10_000);
        await world.RefusedAsync(path, DuesWorld.Call(2025, 10_000), HttpStatusCode.Conflict, "term-called");
        await world.SendAsync<DuesCallDetails>($"/dues/calls/{call.Id}/cancel", new UndoDuesRequest("error", "Mauvaise année"));
        await world.RefusedAsync($"/dues/calls/{call.Id}/cancel", new UndoDuesRequest("error"), HttpStatusCode.Conflict, "call-already-cancelled");
        await world.SendAsync<OrganisationDetails>($"/organisations/{member.Id}/suspend", new SuspendOrganisationRequest("dues"));
        await world.RefusedAsync(path, DuesWorld.Call(2025, 10_000), HttpStatusCode.Conflict, "only-a-member-is-called");
        Assert.Equal((0, 0), ((await world.StatementAsync(member.Id)).Called, (await world.StatementAsync(member.Id)).Balance));
    }

    [Fact]
    public async Task Numbers_have_no_gap_however_many_ask_at_once_and_fail()
    {
        var members = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => world.MemberAsync($"Numéros {i}")));
        var before = await world.CallAsync((await world.MemberAsync("Numéro d’avant")).Id, amount: 1_000);
        var answers = await Task.WhenAll(members.SelectMany(member => Enumerable.Range(0, 4).Select(_ =>
            world.Manager.PostAsJsonAsync($"{DuesWorld.Api}/organisations/{member.Id}/dues/calls", DuesWorld.Call(2025, 1_000)))));
        Assert.Equal(
            [(HttpStatusCode.Created, members.Length), (HttpStatusCode.Conflict, members.Length * 3)],
            answers.GroupBy(answer => answer.StatusCode).OrderBy(group => group.Key).Select(group => (group.Key, group.Count())));
        var numbers = new List<string>();
        foreach (var member in members) numbers.Add(Assert.Single((await world.StatementAsync(member.Id)).Calls).Number);
        var first = DuesWorld.Serial(before.Number) + 1;
        Assert.Equal(Enumerable.Range(first, members.Length), numbers.Select(number => DuesWorld.Serial(number)).Order());
        Assert.All(numbers, number => Assert.Matches(@"^AC-\d{4}-\d{6}$", number));

        var receipts = await Task.WhenAll(members.SelectMany(member => Enumerable.Range(1, 3).Select(amount => world.PayAsync(member.Id, amount * 100))));
        var ordered = receipts.Select(one => DuesWorld.Serial(one.Receipt!)).Order().ToList();
        Assert.Equal(Enumerable.Range(ordered[0], receipts.Length), ordered);
        foreach (var member in members) Assert.Equal((600, 400), await PaidAsync(member.Id));
    }

    [Fact]
    public async Task Who_has_seen_another_state_is_told_so()
    {
        var member = await world.MemberAsync("Vue avant");
        await world.CallAsync(member.Id, amount: 1_000);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{DuesWorld.Api}/organisations/{member.Id}/dues/payments") { Content = JsonContent.Create(Payment(1_000)) };
        request.Headers.TryAddWithoutValidation("If-Match", "\"0\"");
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await world.Manager.SendAsync(request)).StatusCode);
        Assert.Equal(1, (await world.StatementAsync(member.Id)).Version);
    }

    async Task<(long Paid, long Balance)> PaidAsync(Guid organisation) =>
        await world.StatementAsync(organisation) is var statement ? (statement.Paid, statement.Balance) : default;

    /// <summary>What the account told, wherever the messages wait: no queue takes them here.</summary>
    async Task<List<string>> FactsAsync(Guid call)
    {
        await using var command = world.Database.CreateCommand(
            """
            with account as (select account_id as id from dues_calls where id = $1)
            select wire_name || ' ' || version from (
              select wire_name, version, aggregate_id from outbox union all select wire_name, version, aggregate_id from parked) told
            where aggregate_id = (select id from account) order by version
            """);
        command.Parameters.AddWithValue(call);
        var facts = new List<string>();
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync()) facts.Add(rows.GetString(0));
        return facts;
    }

    static RecordPaymentRequest Payment(long amount, string means = "cash", string? reference = null, Guid? call = null) =>
        new(new DateOnly(2025, 4, 2), amount, means, reference, call);
}
