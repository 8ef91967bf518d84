using ClusterTic.Membership.People;
using ClusterTic.Messaging;
using ClusterTic.ServiceDefaults.Data;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Privacy;

/// <summary>
/// An order to erase one person's data in every service. It holds nothing of the person but the id, and is what shows,
/// afterwards and for good, that it was done: who ordered it and why, and who confirmed what and when.
/// </summary>
sealed class Erasure : Aggregate<ErasureState>
{
    public const string Retention = "retention";

    /// <summary>What a caller may give; <see cref="Retention"/> is the service's own.</summary>
    public static readonly string[] Reasons = ["request", "consent", "other"];

    readonly List<Confirmation> confirmations = [];

    Erasure()
    {
    }

    public Guid PersonId { get; private init; }
    public string Reason { get; private init; } = "";
    public DateTimeOffset OrderedAt { get; private init; }

    /// <summary>The account that ordered it.</summary>
    public string By { get; private init; } = "";

    public string? ByName { get; private init; }

    /// <summary>Who must confirm, as the installation had it then: a service that comes later holds nothing of this person.</summary>
    public List<string> Services { get; private init; } = [];

    public IReadOnlyList<Confirmation> Confirmations => confirmations;
    public DateTimeOffset? CompletedAt { get; private set; }

    /// <param name="accounts">With which the person acted for organisations.</param>
    public static Erasure Order(
        Guid person, string reason, IEnumerable<string> services, IReadOnlyList<KnownAccount> accounts, string by, string? byName, DateTimeOffset at)
    {
        var erasure = new Erasure
        {
            PersonId = person, Reason = reason, Services = [.. services], By = by, ByName = byName, OrderedAt = at,
        };
        erasure.Raise(state => new ErasureOrdered(state, accounts, at));
        return erasure;
    }

    /// <summary>The first word of each service counts: a message that is delivered again changes nothing.</summary>
    /// <param name="now">When it arrived here; a service's own clock may be ahead.</param>
    public void Confirm(string service, IReadOnlyList<ErasedCount> erased, string? kept, DateTimeOffset at, DateTimeOffset now)
    {
        if (confirmations.Exists(one => one.Service == service)) return;
        confirmations.Add(new() { Service = service, ConfirmedAt = at, Kept = kept, Erased = [.. erased] });
        if (CompletedAt is not null || Missing().Any()) return;
        CompletedAt = now;
        Raise(state => new ErasureCompleted(state, now));
    }

    public IEnumerable<string> Missing() => Services.Except(confirmations.Select(one => one.Service));

    public override ErasureState ToState() => new(Id, Version, PersonId, Reason, OrderedAt, Services, CompletedAt);

    public ErasureDetails ToDetails() => new(
        Id, Version, PersonId, Reason, OrderedAt, By, ByName,
        [.. confirmations.OrderBy(one => one.ConfirmedAt).Select(one => new ErasureConfirmation(one.Service, one.ConfirmedAt, one.Kept, one.Erased))],
        [.. Missing()], CompletedAt);

    public static void Map(ModelBuilder model) => model.Entity<Erasure>(erasure =>
    {
        erasure.ToTable("erasures");
        erasure.HasOne<Person>().WithMany().HasForeignKey(one => one.PersonId).OnDelete(DeleteBehavior.Restrict);
        erasure.HasIndex(one => one.PersonId).IsUnique().HasDatabaseName("ux_erasures_person");
        erasure.HasIndex(one => one.Id).HasFilter("completed_at is null").HasDatabaseName("ix_erasures_open");
        erasure.OwnsMany(one => one.Confirmations, confirmation =>
        {
            confirmation.ToTable("erasure_confirmations");
            confirmation.WithOwner().HasForeignKey("erasure_id");
            confirmation.HasKey("erasure_id", nameof(Confirmation.Service));
            confirmation.Property(one => one.Erased).HasJson();
        });
    });
}

/// <summary>That a service has done it.</summary>
sealed class Confirmation
{
    public required string Service { get; init; }

    /// <summary>By that service's clock.</summary>
    public required DateTimeOffset ConfirmedAt { get; init; }

    public string? Kept { get; init; }

    public required List<ErasedCount> Erased { get; init; }
}
