using ClusterTic.Membership.Organisations;
using ClusterTic.Membership.Reference;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ClusterTic.Membership.Dues;

/// <summary>What each category, and where it has its own each class of size, pays for a term.</summary>
static class PlanDues
{
    public static void Map(RouteGroupBuilder dues)
    {
        dues.MapGet("/plans", List).Requires(Policies.Manager).WithSummary("List the plans of dues, the newest first");
        dues.MapPost("/plans", Add).Requires(Policies.Manager).WithSummary("Set what a category pays from a day on");
        dues.MapPost("/plans/{id:guid}/end", End).Requires(Policies.Manager).WithSummary("End a plan");
    }

    static async Task<Ok<Page<DuesPlanDetails>>> List([AsParameters] Paging paging, MembershipDb db, HttpResponse response, CancellationToken cancel)
    {
        var plans = db.DuesPlans.AsNoTracking();
        if (paging.Count is true) response.TotalCount(await plans.LongCountAsync(cancel));
        if (paging.Keys(1) is [var last])
            plans = Guid.TryParse(last, out var seen) ? plans.Where(plan => plan.Id < seen) : throw ProblemException.Field("after", "cursor-invalid");
        var rows = await plans.OrderByDescending(plan => plan.Id).Take(paging.Take + 1).ToListAsync(cancel);
        return TypedResults.Ok(new Page<DuesPlanDetails>(
            [.. rows.Take(paging.Take).Select(plan => plan.ToDetails())],
            rows.Count > paging.Take ? Cursor.Of(rows[paging.Take - 1].Id.ToString()) : null));
    }

    static async Task<Created<DuesPlanDetails>> Add(
        PlanDuesRequest request, MembershipDb db, CurrentUser user, IOptions<ClusterOptions> cluster, TimeProvider clock, CancellationToken cancel)
    {
        var faults = new Faults();
        var categories = cluster.Value.Categories.Select(category => category.Code).ToList();
        faults.Check(categories.Contains(request.Category), "category", Rules.UnknownCategory, ("categories", string.Join(", ", categories)));
        var smeClass = ProfileReading.Blank(request.SmeClass);
        faults.Check(smeClass is null || SmeClasses.Codes.Contains(smeClass), "smeClass", DuesRules.UnknownSmeClass, ("classes", string.Join(", ", SmeClasses.Codes)));
        DuesTerm.CheckDay(faults, "from", request.From ?? default);
        faults.Refuse();

        return await db.InTransactionAsync(async () =>
        {
            await LockAsync(db, cancel);
            var last = await db.DuesPlans.Where(plan => plan.Category == request.Category && plan.SmeClass == smeClass)
                .OrderByDescending(plan => plan.ValidFrom).FirstOrDefaultAsync(cancel);
            var plan = DuesPlan.After(
                last, await CalledUponAsync(db, last?.Id, cancel), request.Category, smeClass, request.Amount!.Value, request.From!.Value,
                Author.Of(user), clock.GetUtcNow());
            db.DuesPlans.Add(plan);
            await db.SaveChangesAsync(cancel);
            return TypedResults.Created($"/api/membership/v1/dues/plans", plan.ToDetails());
        }, cancel);
    }

    static async Task<Results<Ok<DuesPlanDetails>, NotFound>> End(Guid id, EndDuesPlanRequest request, MembershipDb db, CancellationToken cancel) =>
        await db.InTransactionAsync<Results<Ok<DuesPlanDetails>, NotFound>>(async () =>
        {
            await LockAsync(db, cancel);
            if (await db.DuesPlans.FindAsync([id], cancel) is not { } plan) return TypedResults.NotFound();
            plan.End(request.To!.Value, await CalledUponAsync(db, id, cancel));
            await db.SaveChangesAsync(cancel);
            return TypedResults.Ok(plan.ToDetails());
        }, cancel);

    /// <summary>
    /// Plans change a few times a year, one after the other: no two can then overlap. A run of calls holds them too, in
    /// the weaker mode, so that no plan ends under it.
    /// </summary>
    static Task<int> LockAsync(MembershipDb db, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"lock table dues_plans in share row exclusive mode", cancel);

    static async Task<DateOnly?> CalledUponAsync(MembershipDb db, Guid? plan, CancellationToken cancel) => plan is null
        ? null : await db.DuesCalls.Where(call => call.PlanId == plan).MaxAsync(call => (DateOnly?)call.TermFrom, cancel);
}
