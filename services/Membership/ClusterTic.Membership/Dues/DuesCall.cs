using ClusterTic.ServiceDefaults.Http;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Dues;

/// <summary>What one organisation is called upon to pay for one term.</summary>
sealed class DuesCall
{
    public const int MostReminders = 3;
    public const int DaysBeforeReminder = 7;
    public const int DaysBetweenReminders = 30;

    public static readonly string[] CancelReasons = ["error", "waived", "left", "other"];

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid AccountId { get; init; }
    public required Guid OrganisationId { get; init; }
    public required string Number { get; init; }
    public required DateOnly TermFrom { get; init; }
    public required DateOnly TermTo { get; init; }
    public required DateOnly CalledOn { get; init; }
    public required DateOnly DueOn { get; init; }

    /// <summary>In XOF.</summary>
    public required long Amount { get; init; }

    /// <summary>What the payments' allocations to it add up to.</summary>
    public long Paid { get; private set; }

    /// <summary>Where the amount comes from; null where it is another one than a plan's.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>Why the amount is not the plan's, in the team's words.</summary>
    public string? Reason { get; init; }

    public required string By { get; init; }
    public string? ByName { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Days on which the contact was reminded.</summary>
    public DateOnly[] Reminders { get; private set; } = [];

    /// <summary>Null when no further reminder follows.</summary>
    public DateOnly? RemindOn { get; private set; }

    public DateTimeOffset? CancelledAt { get; private set; }
    public string? CancelReason { get; private set; }
    public string? CancelNote { get; private set; }
    public string? CancelledBy { get; private set; }

    public DuesTerm Term => new(TermFrom, TermTo);

    public long Open => CancelledAt is null ? Amount - Paid : 0;

    public string Status => CancelledAt is not null ? "cancelled" : Open == 0 ? "paid" : "open";

    /// <summary>Reminded for the first time a week after it is due, or was made where it was due before that.</summary>
    public void Begin() => RemindOn = (DueOn > CalledOn ? DueOn : CalledOn).AddDays(DaysBeforeReminder);

    public void Settle(long amount) => Paid += amount;

    public void Remind(DateOnly today)
    {
        Reminders = [.. Reminders, today];
        RemindOn = Reminders.Length < MostReminders ? today.AddDays(DaysBetweenReminders) : null;
    }

    public bool IsToRemind(DateOnly today) => Open > 0 && RemindOn <= today;

    public void Cancel(string reason, string? note, Author by, DateTimeOffset at)
    {
        Rule.Require(CancelledAt is null, DuesRules.AlreadyCancelled, ("number", Number));
        Rule.Require(Paid == 0, DuesRules.PaidCannotBeCancelled, ("number", Number));
        (CancelledAt, CancelReason, CancelNote, CancelledBy) = (at, reason, note, by.Id);
    }

    public DuesCallState ToState() => new(Id, TermFrom, TermTo, DueOn, Amount, Paid, Status);

    public DuesCallDetails ToDetails() => new(
        Id, Number, TermFrom, TermTo, CalledOn, DueOn, Amount, Paid, Status, Reason, Reminders, CancelReason, CancelNote, ByName);

    public static void Map(ModelBuilder model) => model.Entity<DuesCall>(call =>
    {
        call.ToTable("dues_calls", table => table.HasCheckConstraint("ck_dues_calls_paid", "paid between 0 and amount")).HasKey(one => one.Id);
        call.Property(one => one.Id).ValueGeneratedNever();
        call.HasOne<DuesPlan>().WithMany().HasForeignKey(one => one.PlanId).OnDelete(DeleteBehavior.Restrict);
        call.HasIndex(one => one.Number).IsUnique().HasDatabaseName("ux_dues_calls_number");
        call.HasIndex(one => new { one.OrganisationId, one.TermFrom, one.TermTo }).IsUnique()
            .HasFilter("cancelled_at is null").HasDatabaseName("ux_dues_calls_term");
        call.HasIndex(one => new { one.DueOn, one.OrganisationId })
            .HasFilter("cancelled_at is null and paid < amount").HasDatabaseName("ix_dues_calls_arrears");
        call.HasIndex(one => one.RemindOn)
            .HasFilter("cancelled_at is null and paid < amount and remind_on is not null").HasDatabaseName("ix_dues_calls_reminders");
    });
}
