using System.Net;
using System.Net.Http.Json;

namespace ClusterTic.Membership.Tests.Dues;

/// <summary>A run calls every member of its database, so these tests have one of their own, and a year each.</summary>
public sealed class RunTests(MembershipFixture membership) : IClassFixture<MembershipFixture>
{
    readonly DuesWorld world = new(membership);

    [Fact]
    public async Task A_run_calls_each_member_once_by_its_plan_and_says_whom_not()
    {
        await world.PlanAsync(50_000);
        await world.PlanAsync(100_000, smeClass: "small");
        var micro = await world.MemberAsync("A Micro");
        var small = await world.MemberAsync("B Small");
        await FiguresAsync(small);
        var late = await world.MemberAsync("C Admitted during the term", new DateOnly(2025, 12, 30));
        var suspended = await world.MemberAsync("D Suspended");
        await world.SendAsync<OrganisationDetails>($"/organisations/{suspended.Id}/suspend", new SuspendOrganisationRequest("dues"));
        var planless = await world.MemberAsync("E Without a plan", category: "founding-partner");
        var after = await world.MemberAsync("F Admitted after it", new DateOnly(2026, 1, 1));
        var left = await world.MemberAsync("G Left");
        await world.SendAsync<OrganisationDetails>($"/organisations/{left.Id}/withdraw", new WithdrawOrganisationRequest("closed"));
        var alone = await world.MemberAsync("H Called before");
        await world.CallAsync(alone.Id);
        var half = await world.MemberAsync("I Called for half of it");
        await world.SendAsync<DuesCallDetails>($"/organisations/{half.Id}/dues/calls",
            new CallForDuesRequest(DuesWorld.YearBegins, new DateOnly(2025, 6, 30), DuesWorld.Due));
        var waived = await world.MemberAsync("J Waived");
        var call = await world.CallAsync(waived.Id);
        await world.SendAsync<DuesCallDetails>($"/dues/calls/{call.Id}/cancel", new UndoDuesRequest("waived"));
        await world.PlanAsync(0, "founding-partner", "small");
        var exempt = await world.MemberAsync("K Exempt", category: "founding-partner");
        await FiguresAsync(exempt);

        var request = new RunDuesRequest(DuesWorld.YearBegins, DuesWorld.YearEnds, DuesWorld.Due);
        var dry = await world.SendAsync<DuesRun>("/dues/runs?dryRun=true", request);
        Assert.Equal([(micro.Id, 50_000, "unknown"), (small.Id, 100_000, "small"), (late.Id, 50_000, "unknown")],
            dry.Called.Select(one => (one.OrganisationId, one.Amount, one.SmeClass)));
        Assert.All(dry.Called, one => Assert.Null(one.Number));
        Assert.Equal((200_000, 1), (dry.Total, dry.AlreadyCalled));
        Assert.Equal([(suspended.Id, "suspended"), (planless.Id, "no-plan"), (half.Id, "other-term"), (waived.Id, "cancelled"), (exempt.Id, "exempt")],
            dry.NotCalled.Select(one => (one.OrganisationId, one.Reason)));
        Assert.Empty((await world.StatementAsync(micro.Id)).Calls);

        var run = await world.SendAsync<DuesRun>("/dues/runs", request);
        Assert.Equal(dry.Called, run.Called.Select(one => one with { Number = null }));
        Assert.Equal(dry.NotCalled, run.NotCalled);
        var statement = await world.StatementAsync(small.Id);
        Assert.Equal((100_000, 0, 100_000, 0), (statement.Called, statement.Paid, statement.Balance, statement.Credit));
        Assert.Equal(run.Called[1].Number, Assert.Single(statement.Calls).Number);
        Assert.Equal($"Cotisation {run.Called[0].Number}\u00A0: A Micro", Assert.Single(await world.MailsAsync(micro)));

        var again = await world.SendAsync<DuesRun>("/dues/runs", request);
        Assert.Equal((0, 4), (again.Called.Count, again.AlreadyCalled));
        Assert.Single((await world.StatementAsync(micro.Id)).Calls);
        Assert.Empty((await world.StatementAsync(after.Id)).Calls);
        Assert.Empty((await world.StatementAsync(left.Id)).Calls);
        Assert.Equal(2, (await CallAnewAsync(waived.Id)).Calls.Count); // by the team's own decision
    }

    [Fact]
    public async Task Two_runs_at_once_call_nobody_twice_and_leave_no_gap_in_the_numbers()
    {
        var members = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => world.MemberAsync($"Parallel {i}", new DateOnly(2010, 1, 1), "founding-partner")));
        var plan = await world.PlanAsync(10_000, "founding-partner", "unknown", new DateOnly(2009, 1, 1));
        var request = new RunDuesRequest(new DateOnly(2011, 1, 1), new DateOnly(2011, 12, 31), new DateOnly(2011, 3, 31));
        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.SendAsync<DuesRun>("/dues/runs", request)));
        var called = runs.SelectMany(run => run.Called).ToList();
        Assert.Equal(members.Select(member => member.Id).Order(), called.Select(one => one.OrganisationId).Order());
        var numbers = called.Select(one => DuesWorld.Serial(one.Number!)).Order().ToList();
        Assert.Equal(Enumerable.Range(numbers[0], members.Length), numbers);
        Assert.All(runs, run => Assert.Equal(members.Length, run.Called.Count + run.AlreadyCalled));

        await world.SendAsync<DuesPlanDetails>($"/dues/plans/{plan.Id}/end", new EndDuesPlanRequest(new DateOnly(2011, 12, 31)));
        foreach (var member in members) await LeaveAsync(member); // out of the other tests' runs
    }

    [Fact]
    public async Task A_new_plan_ends_the_one_before_and_none_ends_before_it_was_called_upon()
    {
        var first = await world.PlanAsync(20_000, "member", "large", new DateOnly(2030, 1, 1));
        var second = await world.PlanAsync(30_000, "member", "large", new DateOnly(2031, 1, 1));
        var plans = (await world.Manager.GetFromJsonAsync<Page<DuesPlanDetails>>($"{DuesWorld.Api}/dues/plans?limit=200"))!.Items;
        Assert.Equal(new DateOnly(2030, 12, 31), plans.Single(plan => plan.Id == first.Id).To);
        Assert.Null(plans.Single(plan => plan.Id == second.Id).To);
        await world.RefusedAsync("/dues/plans", new PlanDuesRequest("member", "large", 1, new DateOnly(2031, 1, 1)), HttpStatusCode.Conflict, "plan-not-after-the-last");
        await world.RefusedAsync("/dues/plans", new PlanDuesRequest("club", null, 1, new DateOnly(2031, 1, 1)), HttpStatusCode.BadRequest, "unknown-category");
        await world.RefusedAsync("/dues/plans", new PlanDuesRequest("member", "tiny", 1, new DateOnly(2031, 1, 1)), HttpStatusCode.BadRequest, "unknown-sme-class");
        await world.RefusedAsync($"/dues/plans/{second.Id}/end", new EndDuesPlanRequest(new DateOnly(2030, 12, 31)), HttpStatusCode.BadRequest, "plan-ends-before-it-begins");

        var member = await world.MemberAsync("Grande");
        await FiguresAsync(member, staff: 5_000, turnover: 90_000_000_000);
        Assert.Equal(30_000, (await world.CallAsync(member.Id, 2033)).Amount);
        await world.RefusedAsync($"/dues/plans/{second.Id}/end", new EndDuesPlanRequest(new DateOnly(2032, 12, 31)), HttpStatusCode.Conflict, "plan-called-upon");
        await world.RefusedAsync("/dues/plans", new PlanDuesRequest("member", "large", 1, new DateOnly(2032, 1, 1)), HttpStatusCode.Conflict, "plan-called-upon");
        var ended = await world.SendAsync<DuesPlanDetails>($"/dues/plans/{second.Id}/end", new EndDuesPlanRequest(new DateOnly(2033, 12, 31)));
        Assert.Equal(new DateOnly(2033, 12, 31), ended.To);
        await world.RefusedAsync($"/dues/plans/{second.Id}/end", new EndDuesPlanRequest(new DateOnly(2040, 12, 31)), HttpStatusCode.Conflict, "plan-already-ended");
        await LeaveAsync(member);
    }

    Task<OrganisationDetails> LeaveAsync(OrganisationDetails member) =>
        world.SendAsync<OrganisationDetails>($"/organisations/{member.Id}/withdraw", new WithdrawOrganisationRequest("closed"));

    async Task<DuesStatement> CallAnewAsync(Guid organisation)
    {
        await world.CallAsync(organisation);
        return await world.StatementAsync(organisation);
    }

    async Task FiguresAsync(OrganisationDetails organisation, int staff = 12, long turnover = 35_000_000)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{DuesWorld.Api}/organisations/{organisation.Id}/figures/2024")
        {
            Content = JsonContent.Create(new YearFiguresRequest(staff, null, null, turnover)),
        };
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        (await world.Manager.SendAsync(request)).EnsureSuccessStatusCode();
    }
}
