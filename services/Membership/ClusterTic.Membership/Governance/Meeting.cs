using ClusterTic.Membership.Commitment;
using ClusterTic.Membership.People;
using ClusterTic.ServiceDefaults.Http;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Governance;

/// <summary>What is said of a meeting.</summary>
sealed record Convened(
    DateTimeOffset StartsAt, string? Place, bool IsOnline, string? Agenda, IReadOnlyList<Guid> Attendees, int Guests, string? Decisions);

/// <summary>
/// When a body meets or met, and what came of it. What was said there never leaves this service: only that it was held
/// is the body's own state.
/// </summary>
sealed class Meeting
{
    readonly List<Attendee> attendees = [];

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public long Version { get; private set; } = 1;
    public required Guid BodyId { get; init; }
    public DateTimeOffset StartsAt { get; private set; }
    public string? Place { get; private set; }
    public bool IsOnline { get; private set; }
    public string? Agenda { get; private set; }
    public string? Decisions { get; private set; }

    /// <summary>How many attended whom the cluster does not know.</summary>
    public int Guests { get; private set; }

    /// <summary>Somebody said who was there or what was decided.</summary>
    public bool IsHeld { get; private set; }

    /// <summary>The account that entered it.</summary>
    public required string By { get; init; }

    public DateTimeOffset? CancelledAt { get; private set; }
    public IReadOnlyList<Attendee> Attendees => attendees;
    public int Present => attendees.Count + Guests;

    /// <param name="now">Before it has begun nobody can have been there.</param>
    public void Take(Convened convened, DateTimeOffset now)
    {
        Rule.Require(CancelledAt is null, CommitmentRules.MeetingCancelledAlready);
        var told = convened is { Attendees.Count: > 0 } or { Guests: > 0 } or { Decisions: not null };
        Rule.Require(!told || convened.StartsAt <= now, CommitmentRules.MeetingNotBegun);
        (StartsAt, Place, IsOnline, Agenda, Guests, Decisions, IsHeld) =
            (convened.StartsAt, convened.Place, convened.IsOnline, convened.Agenda, convened.Guests, convened.Decisions, told);
        attendees.RemoveAll(one => !convened.Attendees.Contains(one.PersonId));
        attendees.AddRange(convened.Attendees.Where(person => !attendees.Exists(one => one.PersonId == person)).Select(person => new Attendee(person)));
    }

    public void Change(Convened convened, DateTimeOffset now)
    {
        Take(convened, now);
        Version++;
    }

    public void Cancel(DateTimeOffset at)
    {
        Rule.Require(CancelledAt is null, CommitmentRules.MeetingCancelledAlready);
        CancelledAt = at;
        Version++;
    }

    public static void Map(ModelBuilder model) => model.Entity<Meeting>(meeting =>
    {
        meeting.ToTable("body_meetings").HasKey(one => one.Id);
        meeting.Property(one => one.Id).ValueGeneratedNever();
        meeting.Property(one => one.Version).IsConcurrencyToken();
        meeting.HasOne<Body>().WithMany().HasForeignKey(one => one.BodyId).OnDelete(DeleteBehavior.Restrict);
        meeting.HasIndex(one => new { one.BodyId, one.StartsAt, one.Id }).HasDatabaseName("ix_body_meetings_list");
        meeting.OwnsMany(one => one.Attendees, attendee =>
        {
            attendee.ToTable("meeting_attendees");
            attendee.WithOwner().HasForeignKey("meeting_id");
            attendee.HasKey("meeting_id", nameof(Attendee.PersonId));
            attendee.HasOne<Person>().WithMany().HasForeignKey(one => one.PersonId).OnDelete(DeleteBehavior.Restrict);
            attendee.HasIndex(one => one.PersonId).HasDatabaseName("ix_meeting_attendees_of_person");
        });
    });
}

/// <summary>Somebody whom the cluster knows was there.</summary>
sealed record Attendee(Guid PersonId);
