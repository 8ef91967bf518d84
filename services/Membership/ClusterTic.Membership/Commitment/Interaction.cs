using ClusterTic.Membership.Organisations;
using ClusterTic.Membership.People;
using ClusterTic.Messaging;
using ClusterTic.ServiceDefaults.Http;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Commitment;

/// <summary>What an entry says of a contact with an organisation.</summary>
sealed record Contacted(string Kind, string Purpose, DateOnly On, string? Note, Guid? PersonId, DateOnly? FollowUpOn, bool FollowUpDone);

/// <summary>
/// One of the team's contacts with an organisation. It keeps no history: the note may be about people, and what was
/// corrected in it shall be gone.
/// </summary>
sealed class Interaction : Aggregate<InteractionState>
{
    public static readonly string[] Kinds = ["visit", "call", "mail", "meeting", "other"];
    public static readonly string[] Purposes = ["welcome", "follow-up", "dues", "needs", "opportunity", "other"];
    public static readonly string[] CancelReasons = ["error", "duplicate", "other"];

    Interaction()
    {
    }

    public Guid OrganisationId { get; private set; }
    public Organisation? Organisation { get; private set; }
    public string Kind { get; private set; } = "";
    public string Purpose { get; private set; } = "";

    /// <summary>The day of the contact.</summary>
    public DateOnly HappenedOn { get; private set; }

    /// <summary>For the cluster team's eyes; never in a fact.</summary>
    public string? Note { get; private set; }

    /// <summary>Who was met.</summary>
    public Guid? PersonId { get; private set; }

    public DateOnly? FollowUpOn { get; private set; }
    public bool FollowUpDone { get; private set; }

    /// <summary>The account that entered it.</summary>
    public string By { get; private init; } = "";

    public string? ByName { get; private init; }
    public DateTimeOffset RecordedAt { get; private init; }
    public DateTimeOffset? CancelledAt { get; private set; }
    public string? CancelReason { get; private set; }
    public string? CancelledBy { get; private set; }

    public static Interaction Record(Guid organisation, Contacted contacted, string by, string? byName, DateTimeOffset at)
    {
        var interaction = new Interaction { OrganisationId = organisation, By = by, ByName = byName, RecordedAt = at };
        interaction.Take(contacted);
        interaction.Raise(state => new InteractionRecorded(state, at));
        return interaction;
    }

    public void Change(Contacted contacted, DateTimeOffset at)
    {
        RequireLive();
        Take(contacted);
        Raise(state => new InteractionChanged(state, at));
    }

    public void FollowUp(DateTimeOffset at)
    {
        RequireLive();
        Rule.Require(FollowUpOn is not null && !FollowUpDone, CommitmentRules.FollowUpMissing);
        FollowUpDone = true;
        Raise(state => new InteractionChanged(state, at));
    }

    public void Cancel(string reason, string by, DateTimeOffset at)
    {
        RequireLive();
        (CancelledAt, CancelReason, CancelledBy) = (at, reason, by);
        Raise(state => new InteractionCancelled(state, reason, at));
    }

    /// <summary>Whoever was met turned out to be another organisation.</summary>
    public void MoveTo(Organisation organisation, DateTimeOffset at)
    {
        (OrganisationId, Organisation) = (organisation.Id, organisation);
        Raise(state => new InteractionChanged(state, at));
    }

    public override InteractionState ToState() =>
        new(Id, Version, OrganisationId, Kind, Purpose, HappenedOn, FollowUpOn, FollowUpDone, CancelledAt);

    public InteractionDetails ToDetails(string organisation, string? person) => new(
        Id, Version, OrganisationId, organisation, Kind, Purpose, HappenedOn, Note, PersonId, person, FollowUpOn, FollowUpDone, By, ByName, RecordedAt,
        CancelledAt, CancelReason);

    public static void Map(ModelBuilder model) => model.Entity<Interaction>(interaction =>
    {
        interaction.ToTable("interactions");
        interaction.HasOne(one => one.Organisation).WithMany().HasForeignKey(one => one.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        interaction.HasOne<Person>().WithMany().HasForeignKey(one => one.PersonId).OnDelete(DeleteBehavior.Restrict);
        interaction.HasIndex(one => one.PersonId).HasFilter("person_id is not null").HasDatabaseName("ix_interactions_of_person");
        interaction.HasIndex(one => new { one.OrganisationId, one.HappenedOn, one.Id }).HasDatabaseName("ix_interactions_list");
        interaction.HasIndex(one => new { one.OrganisationId, one.HappenedOn }).HasFilter("cancelled_at is null").HasDatabaseName("ix_interactions_quiet");
        interaction.HasIndex(one => new { one.FollowUpOn, one.Id })
            .HasFilter("follow_up_on is not null and not follow_up_done and cancelled_at is null").HasDatabaseName("ix_interactions_follow_ups");
    });

    void Take(Contacted contacted) =>
        (Kind, Purpose, HappenedOn, Note, PersonId, FollowUpOn, FollowUpDone) =
        (contacted.Kind, contacted.Purpose, contacted.On, contacted.Note, contacted.PersonId, contacted.FollowUpOn, contacted.FollowUpDone);

    void RequireLive() => Rule.Require(CancelledAt is null, CommitmentRules.InteractionCancelledAlready);
}
