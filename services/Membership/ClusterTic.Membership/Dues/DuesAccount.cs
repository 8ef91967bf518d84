using ClusterTic.Messaging;
using ClusterTic.ServiceDefaults.Http;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Dues;

/// <summary>
/// One organisation's calls and payments. Whatever was paid is used for the oldest open call there is: an account never
/// has both an open call and a credit.
/// </summary>
sealed class DuesAccount : Aggregate<DuesAccountState>
{
    readonly List<DuesCall> calls = [];
    readonly List<DuesPayment> payments = [];

    DuesAccount()
    {
    }

    public Guid OrganisationId { get; private init; }
    public IReadOnlyList<DuesCall> Calls => calls;
    public IReadOnlyList<DuesPayment> Payments => payments;

    public long Called => calls.Where(call => call.CancelledAt is null).Sum(call => call.Amount);
    public long Paid => payments.Sum(payment => payment.Amount);
    public long Balance => calls.Sum(call => call.Open);
    public long Credit => payments.Sum(payment => payment.Free);

    /// <summary>The call that holds for a day of this term; a cancelled one does not.</summary>
    public DuesCall? CallWithin(DuesTerm term) => calls.Find(call => call.CancelledAt is null && call.Term.Overlaps(term));

    public DuesCall Call(
        string number, DuesTerm term, DateOnly dueOn, long amount, Guid? plan, string? reason, DateOnly today, Author by, DateTimeOffset at)
    {
        if (CallWithin(term) is { } known) throw new RuleBrokenException(DuesRules.TermCalled, ("number", known.Number));
        var call = new DuesCall
        {
            OrganisationId = OrganisationId, Number = number, TermFrom = term.From, TermTo = term.To, CalledOn = today, DueOn = dueOn,
            Amount = amount, PlanId = plan, Reason = reason, By = by.Id, ByName = by.Name, At = at,
        };
        call.Begin();
        calls.Add(call);
        UseCredit();
        Raise(state => new DuesCalled(state, call.Id, term.From, term.To, dueOn, amount, at));
        return call;
    }

    public void Cancel(DuesCall call, string reason, string? note, Author by, DateTimeOffset at)
    {
        call.Cancel(reason, note, by, at);
        Raise(state => new DuesCancelled(state, call.Id, call.TermFrom, call.TermTo, call.Amount, reason, at));
    }

    /// <summary>409 where the same payment is there already; one that was taken back may be entered again.</summary>
    public void RequireNew(string means, string? reference)
    {
        if (reference is null) return;
        var known = payments.Find(one => one.Counts && one.Means == means && string.Equals(one.Reference, reference, StringComparison.OrdinalIgnoreCase));
        Rule.Require(known is null, DuesRules.PaymentTwice, ("receipt", known?.Receipt));
    }

    /// <param name="first">The call to settle before the others.</param>
    public void Pay(DuesPayment payment, DuesCall? first, DateTimeOffset at)
    {
        RequireNew(payment.Means, payment.Reference);
        Rule.Require(first is null || first.Open > 0, DuesRules.CallNotOpen, ("number", first?.Number));
        payments.Add(payment);
        if (first is not null) payment.Settle(first);
        UseCredit();
        Raise(state => new DuesPaid(state, payment.Id, payment.PaidOn, payment.Amount, payment.Means, at));
    }

    public DuesPayment Reverse(DuesPayment payment, string reason, string? note, DateOnly today, Author by, DateTimeOffset at)
    {
        Rule.Require(payment.ReversesId is null, DuesRules.ReversalCannotBeReversed);
        Rule.Require(payment.ReversedById is null, DuesRules.AlreadyReversed, ("receipt", payment.Receipt));
        var entry = payment.Reverse(reason, note, today, by, at, calls);
        payments.Add(entry);
        UseCredit();
        Raise(state => new DuesReversed(state, payment.Id, payment.Amount, payment.Means, reason, at));
        return entry;
    }

    public override DuesAccountState ToState() => new(
        Id, Version, OrganisationId, Called, Paid, Credit, [.. calls.OrderBy(call => call.TermFrom).ThenBy(call => call.Id).Select(call => call.ToState())]);

    public static void Map(ModelBuilder model) => model.Entity<DuesAccount>(account =>
    {
        account.ToTable("dues_accounts");
        account.HasOne<Organisations.Organisation>().WithOne().HasForeignKey<DuesAccount>(one => one.OrganisationId)
            .OnDelete(DeleteBehavior.Restrict);
        account.HasIndex(one => one.OrganisationId).IsUnique().HasDatabaseName("ux_dues_accounts_organisation");
        account.HasMany(one => one.Calls).WithOne().HasForeignKey(one => one.AccountId).OnDelete(DeleteBehavior.Restrict);
        account.HasMany(one => one.Payments).WithOne().HasForeignKey(one => one.AccountId).OnDelete(DeleteBehavior.Restrict);
    });

    /// <summary>The oldest money for the oldest due day.</summary>
    void UseCredit()
    {
        foreach (var call in calls.Where(call => call.Open > 0).OrderBy(call => call.DueOn).ThenBy(call => call.Id))
            foreach (var payment in payments.Where(payment => payment.Free > 0).OrderBy(payment => payment.PaidOn).ThenBy(payment => payment.Id))
                payment.Settle(call);
    }
}
