using ClusterTic.ServiceDefaults.Http;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.People;

/// <summary>
/// That a person agreed to one purpose, under one wording. It is itself the record of what was agreed to and when, so
/// nothing in it changes but that it ends.
/// </summary>
sealed class Consent
{
    /// <summary>The purpose under which sex and year of birth may be kept.</summary>
    public const string Statistics = "statistics";

    public const string LivePurpose = "ux_consents_live_purpose";

    public static readonly string[] Ways = ["paper", "form", "mail"];

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid PersonId { get; init; }

    /// <summary>A code that the installation had configured.</summary>
    public required string Purpose { get; init; }

    public required string TextVersion { get; init; }

    /// <summary>paper, form, mail.</summary>
    public required string How { get; init; }

    public required DateTimeOffset GivenAt { get; init; }

    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>The account that recorded it.</summary>
    public required string By { get; init; }

    public string? ByName { get; init; }

    /// <summary>The account that recorded the withdrawal.</summary>
    public string? WithdrawnBy { get; private set; }

    public void Withdraw(string by, DateTimeOffset at)
    {
        Rule.Require(WithdrawnAt is null, PeopleRules.ConsentWithdrawnAlready);
        Rule.Require(at >= GivenAt, PeopleRules.WithdrawnBeforeGiven, ("given", GivenAt));
        (WithdrawnAt, WithdrawnBy) = (at, by);
    }

    public ConsentDetails ToDetails() => new(Id, Purpose, TextVersion, How, GivenAt, WithdrawnAt, By, ByName);

    public static void Map(ModelBuilder model) => model.Entity<Consent>(consent =>
    {
        consent.ToTable("consents").HasKey(one => one.Id);
        consent.Property(one => one.Id).ValueGeneratedNever();
        consent.Property(one => one.WithdrawnAt).IsConcurrencyToken(); // of two who withdraw it at once, one is told so
        consent.HasOne<Person>().WithMany().HasForeignKey(one => one.PersonId).OnDelete(DeleteBehavior.Restrict);
        consent.HasIndex(one => new { one.PersonId, one.Id }).HasDatabaseName("ix_consents_list");
        consent.HasIndex(one => new { one.PersonId, one.Purpose, one.TextVersion }).IsUnique()
            .HasFilter("withdrawn_at is null").HasDatabaseName(LivePurpose);
    });
}

static class LiveConsents
{
    public static Task<bool> HasLiveAsync(this IQueryable<Consent> consents, Guid person, string purpose, CancellationToken cancel) =>
        consents.AnyAsync(one => one.PersonId == person && one.Purpose == purpose && one.WithdrawnAt == null, cancel);
}
