using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Dues;

/// <summary>
/// An entry of what came in, or, with an amount below zero, one that takes another back. Entries are added and never
/// changed, but for the mark that another one takes them back.
/// </summary>
sealed class DuesPayment
{
    public static readonly string[] KnownMeans = ["cash", "transfer", "mobile-money", "cheque"];
    public static readonly string[] WithReference = ["transfer", "mobile-money"];
    public static readonly string[] ReverseReasons = ["error", "bounced", "refunded", "other"];

    readonly List<DuesAllocation> allocations = [];

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid AccountId { get; init; }

    /// <summary>Null for an entry that takes another back.</summary>
    public string? Receipt { get; init; }

    public required DateOnly PaidOn { get; init; }

    /// <summary>In XOF.</summary>
    public required long Amount { get; init; }

    public required string Means { get; init; }

    /// <summary>The bank's or operator's number.</summary>
    public string? Reference { get; init; }

    public required string By { get; init; }
    public string? ByName { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>The payment that this entry takes back.</summary>
    public Guid? ReversesId { get; init; }

    /// <summary>The entry that takes this payment back.</summary>
    public Guid? ReversedById { get; private set; }

    /// <summary>Why it takes another back: a code, and the team's own words.</summary>
    public string? Reason { get; init; }
    public string? Note { get; init; }

    public IReadOnlyList<DuesAllocation> Allocations => allocations;

    /// <summary>Whether it is money that is there.</summary>
    public bool Counts => ReversesId is null && ReversedById is null;

    /// <summary>What no call has used yet.</summary>
    public long Free => Counts ? Amount - allocations.Sum(one => one.Amount) : 0;

    /// <summary>Uses as much of it for the call as both have left.</summary>
    public void Settle(DuesCall call)
    {
        var amount = Math.Min(Free, call.Open);
        if (amount == 0) return;
        allocations.Add(new() { CallId = call.Id, Amount = amount });
        call.Settle(amount);
    }

    /// <summary>The entry that takes this one back, and opens again what it had settled.</summary>
    public DuesPayment Reverse(string reason, string? note, DateOnly today, Author by, DateTimeOffset at, IReadOnlyList<DuesCall> calls)
    {
        var entry = new DuesPayment
        {
            PaidOn = today, Amount = -Amount, Means = Means, Reference = Reference, By = by.Id, ByName = by.Name, At = at,
            ReversesId = Id, Reason = reason, Note = note,
        };
        foreach (var used in allocations)
        {
            entry.allocations.Add(new() { CallId = used.CallId, Amount = -used.Amount });
            calls.Single(call => call.Id == used.CallId).Settle(-used.Amount);
        }

        ReversedById = entry.Id;
        return entry;
    }

    public DuesPaymentDetails ToDetails(IReadOnlyList<DuesCall> calls) => new(
        Id, Receipt, PaidOn, Amount, Means, Reference, ReversesId, ReversedById is not null, Reason, Note,
        [.. allocations.Select(one => new DuesAllocationDetails(one.CallId, calls.Single(call => call.Id == one.CallId).Number, one.Amount))], ByName);

    public static void Map(ModelBuilder model)
    {
        model.Entity<DuesPayment>(payment =>
        {
            payment.ToTable("dues_payments").HasKey(one => one.Id);
            payment.Property(one => one.Id).ValueGeneratedNever();
            payment.HasMany(one => one.Allocations).WithOne().HasForeignKey(one => one.PaymentId).OnDelete(DeleteBehavior.Restrict);
            payment.HasIndex(one => one.Receipt).IsUnique().HasFilter("receipt is not null").HasDatabaseName("ux_dues_payments_receipt");
            payment.HasIndex(one => one.ReversesId).IsUnique().HasFilter("reverses_id is not null").HasDatabaseName("ux_dues_payments_reverses");
            payment.HasIndex(one => new { one.AccountId, one.Means, one.Reference }).IsUnique()
                .HasFilter("reference is not null and reverses_id is null and reversed_by_id is null").HasDatabaseName("ux_dues_payments_reference");
        });
        model.Entity<DuesAllocation>(allocation =>
        {
            allocation.ToTable("dues_allocations").HasKey(one => one.Id);
            allocation.Property(one => one.Id).ValueGeneratedNever();
            allocation.HasOne<DuesCall>().WithMany().HasForeignKey(one => one.CallId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

/// <summary>What part of a payment settles which call; below zero where the payment is taken back.</summary>
sealed class DuesAllocation
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid PaymentId { get; init; }
    public required Guid CallId { get; init; }
    public required long Amount { get; init; }
}
