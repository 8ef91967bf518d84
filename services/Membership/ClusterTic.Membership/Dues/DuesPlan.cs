using ClusterTic.ServiceDefaults.Http;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Dues;

/// <summary>What a category pays for a term that begins while the plan is valid. Never edited: another one ends it.</summary>
sealed class DuesPlan
{
    DuesPlan()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public string Category { get; private init; } = "";

    /// <summary>Null for every class that has no plan of its own.</summary>
    public string? SmeClass { get; private init; }

    /// <summary>In XOF, which has no minor unit; 0 for who is exempt and so is not called.</summary>
    public long Amount { get; private init; }

    public DateOnly ValidFrom { get; private init; }

    /// <summary>The last day; null while no end is set.</summary>
    public DateOnly? ValidTo { get; private set; }

    public required string By { get; init; }
    public string? ByName { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <param name="last">The plan that began last for the same category and class; it ends on the day before.</param>
    /// <param name="calledUpon">The last day for which that one was called upon; null for none.</param>
    public static DuesPlan After(
        DuesPlan? last, DateOnly? calledUpon, string category, string? smeClass, long amount, DateOnly from, Author by, DateTimeOffset at)
    {
        if (last is not null)
        {
            Rule.Require(from > last.ValidFrom, DuesRules.PlanNotAfterTheLast, ("last", last.ValidFrom));
            if (last.ValidTo is not { } ended || ended >= from) last.EndOn(from.AddDays(-1), calledUpon);
        }

        return new() { Category = category, SmeClass = smeClass, Amount = amount, ValidFrom = from, By = by.Id, ByName = by.Name, At = at };
    }

    public void End(DateOnly to, DateOnly? calledUpon)
    {
        Rule.Require(ValidTo is null, DuesRules.PlanAlreadyEnded, ("to", ValidTo));
        if (to < ValidFrom) throw ProblemException.Field("to", DuesRules.PlanEndsBeforeItBegins, ("from", ValidFrom));
        EndOn(to, calledUpon);
    }

    public bool IsFor(string category, string? smeClass, DateOnly day) =>
        Category == category && SmeClass == smeClass && ValidFrom <= day && (ValidTo is null || day <= ValidTo);

    public DuesPlanDetails ToDetails() => new(Id, Category, SmeClass, Amount, ValidFrom, ValidTo);

    public static void Map(ModelBuilder model) => model.Entity<DuesPlan>(plan =>
    {
        plan.ToTable("dues_plans").HasKey(one => one.Id);
        plan.Property(one => one.Id).ValueGeneratedNever();
        plan.HasIndex(one => new { one.Category, one.SmeClass, one.ValidFrom }).IsUnique().AreNullsDistinct(false).HasDatabaseName("ux_dues_plans_from");
    });

    void EndOn(DateOnly to, DateOnly? calledUpon)
    {
        Rule.Require(calledUpon is null || to >= calledUpon, DuesRules.PlanCalledUpon, ("until", calledUpon));
        ValidTo = to;
    }
}

/// <summary>The account that does something, and its name on that day.</summary>
sealed record Author(string Id, string? Name)
{
    public static Author Of(ServiceDefaults.Security.CurrentUser user) => new(user.Id, user.Name);
}
