using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Dues;

/// <summary>Calls every member that has no call for the term yet, all in one transaction; run twice it calls nobody twice.</summary>
static class RunDues
{
    public static void Map(RouteGroupBuilder dues) => dues
        .MapPost("/runs", Handle)
        .Requires(Policies.Manager)
        .WithSummary("Call all members for the dues of a term, or show whom that would call");

    static async Task<Ok<DuesRun>> Handle(
        RunDuesRequest request, bool? dryRun, MembershipDb db, CurrentUser user, ClusterCalendar days, DuesMails mails, CancellationToken cancel)
    {
        var faults = new Faults();
        var term = DuesTerm.Read(faults, request.From, request.To, request.DueOn);
        faults.Refuse();
        var due = request.DueOn!.Value;
        if (dryRun is true)
        {
            var plans = await db.DuesPlans.AsNoTracking().ToListAsync(cancel);
            var proposal = await ProposeAsync(db, plans, term, days, cancel);
            return TypedResults.Ok(Result(proposal, term, due, isDry: true, [.. proposal.Calls.Select(line => line.ToDetails(null))]));
        }

        return await db.InTransactionAsync(async () =>
        {
            var plans = await db.HoldDuesPlansAsync(cancel);
            var before = await ProposeAsync(db, plans, term, days, cancel);
            // Who was called while this waited for the accounts is found out by proposing again.
            var accounts = (await db.LockDuesAccountsAsync([.. before.Calls.Select(line => line.Organisation.Id)], cancel))
                .ToDictionary(account => account.OrganisationId);
            var proposal = DuesProposal.For(before.Calls.Select(line => line.Organisation), plans, accounts, term);
            var numbers = await db.TakeNumbersAsync(DocumentNumbers.Call, days.Today.Year, proposal.Calls.Count, cancel);
            var (by, now, today) = (Author.Of(user), days.Now, days.Today);
            db.IsMassChange = true;
            foreach (var (line, number) in proposal.Calls.Zip(numbers))
            {
                var call = accounts[line.Organisation.Id].Call(number, term, due, line.Plan.Amount, line.Plan.Id, null, today, by, now);
                mails.AddCall(db, line.Organisation, call);
            }

            await db.SaveChangesAsync(cancel);
            return TypedResults.Ok(Result(
                proposal with { NotCalled = [.. before.NotCalled, .. proposal.NotCalled], AlreadyCalled = before.AlreadyCalled + proposal.AlreadyCalled },
                term, due, isDry: false, [.. proposal.Calls.Zip(numbers, (line, number) => line.ToDetails(number))]));
        }, cancel);
    }

    static async Task<DuesProposal> ProposeAsync(MembershipDb db, List<DuesPlan> plans, DuesTerm term, ClusterCalendar days, CancellationToken cancel)
    {
        var end = days.StartOf(term.To.AddDays(1));
        var organisations = await db.Organisations.AsNoTracking().AsSplitQuery().Include(one => one.Contact)
            .Where(one => (one.Status == OrganisationStatus.Member || one.Status == OrganisationStatus.Suspended) && one.MemberSince < end)
            .OrderBy(one => EF.Property<string>(one, "SortName")).ThenBy(one => one.Id)
            .ToListAsync(cancel);
        var accounts = await db.DuesAccounts.AsNoTracking()
            .Include(account => account.Calls.Where(call => call.TermFrom <= term.To && call.TermTo >= term.From))
            .ToDictionaryAsync(account => account.OrganisationId, cancel);
        return DuesProposal.For(organisations, plans, accounts, term);
    }

    static DuesRun Result(DuesProposal proposal, DuesTerm term, DateOnly due, bool isDry, IReadOnlyList<DuesRunCall> called) =>
        new(term.From, term.To, due, isDry, called.Sum(call => call.Amount), proposal.AlreadyCalled, called, proposal.NotCalled);
}
