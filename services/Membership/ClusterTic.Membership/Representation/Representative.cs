using ClusterTic.Membership.Organisations;
using ClusterTic.Membership.People;
using ClusterTic.Messaging;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Representation;

/// <summary>A contact who is to act, acts or acted for its organisation, and the account with which it does.</summary>
sealed class Representative : Aggregate<RepresentativeState>
{
    public const string OpenPerson = "ux_representatives_open_person", LiveAccount = "ux_representatives_live_account";

    /// <summary>The contact is no more, and so is what it did for the organisation.</summary>
    public const string ContactEnded = "contact-ended";

    /// <summary>Those that somebody may give.</summary>
    public static readonly string[] Reasons = ["own-request", "replaced", "misuse", "other"];

    public static readonly TimeSpan Valid = TimeSpan.FromDays(14);

    Representative()
    {
    }

    public Guid OrganisationId { get; private set; }
    public Guid PersonId { get; private set; }
    public Person? Person { get; private set; }
    public DateTimeOffset InvitedAt { get; private set; }

    /// <summary>The account that invited last.</summary>
    public string InvitedBy { get; private set; } = "";

    public string? InvitedByName { get; private set; }

    /// <summary>Null once the code has been used or counts no longer.</summary>
    public byte[]? CodeHash { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }
    public string? Issuer { get; private set; }
    public string? Subject { get; private set; }
    public DateTimeOffset? AppointedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public string? EndedBy { get; private set; }
    public string? EndReason { get; private set; }

    public bool IsLive => AppointedAt is not null && EndedAt is null;

    /// <param name="person">A live contact of the organisation.</param>
    public static (Representative Representative, string Code) Invite(Organisation organisation, Person person, CurrentUser by, DateTimeOffset at)
    {
        organisation.RequireOpen();
        var representative = new Representative { OrganisationId = organisation.Id, PersonId = person.Id, Person = person };
        return (representative, representative.Send(by, at));
    }

    /// <summary>A new code in place of the one before.</summary>
    public string InviteAgain(CurrentUser by, DateTimeOffset at)
    {
        RequireOpen();
        Rule.Require(AppointedAt is null, RepresentationRules.AppointedAlready);
        return Send(by, at);
    }

    /// <summary>Whoever has found it by its code accepts it with this account.</summary>
    public void Accept(AccountKey account, DateTimeOffset at)
    {
        (Issuer, Subject, AppointedAt, CodeHash) = (account.Issuer, account.Subject, at, null);
        Raise(state => new RepresentativeAppointed(state, at));
    }

    public void End(string reason, string by, DateTimeOffset at)
    {
        RequireOpen();
        (EndedAt, EndedBy, EndReason, CodeHash) = (at, by, reason, null);
        Raise(state => new RepresentativeEnded(state, reason, at));
    }

    /// <summary>The organisation turned out to be another one.</summary>
    public void MoveTo(Organisation organisation, DateTimeOffset at)
    {
        OrganisationId = organisation.Id;
        Raise(state => IsLive ? new RepresentativeAppointed(state, at) : new RepresentativeInvited(state, at));
    }

    /// <summary>Who does this turned out to be entered twice.</summary>
    public void MoveTo(Person person, DateTimeOffset at)
    {
        (PersonId, Person) = (person.Id, person);
        Raise(state => EndReason is { } reason ? new RepresentativeEnded(state, reason, at)
            : IsLive ? new RepresentativeAppointed(state, at) : new RepresentativeInvited(state, at));
    }

    public override RepresentativeState ToState() => new(
        Id, Version, OrganisationId, PersonId, Issuer, Subject, EndedAt is not null ? "ended" : AppointedAt is not null ? "live" : "invited", AppointedAt, EndedAt);

    public RepresentativeDetails ToDetails(DateTimeOffset now)
    {
        var status = ToState().Status;
        return new(
            Id, Version, OrganisationId, PersonId, Person!.Name, Person.Email, status is "invited" && ExpiresAt <= now ? "expired" : status,
            InvitedAt, InvitedByName, ExpiresAt, AppointedAt, EndedAt, EndReason);
    }

    public static void Map(ModelBuilder model) => model.Entity<Representative>(representative =>
    {
        representative.ToTable("representatives");
        representative.HasOne<Organisation>().WithMany().HasForeignKey(one => one.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        representative.HasOne(one => one.Person).WithMany().HasForeignKey(one => one.PersonId).OnDelete(DeleteBehavior.Restrict);
        representative.HasIndex(one => new { one.OrganisationId, one.Id }).HasDatabaseName("ix_representatives_list");
        representative.HasIndex(one => one.PersonId).HasDatabaseName("ix_representatives_of_person");
        representative.HasIndex(one => one.CodeHash).IsUnique().HasDatabaseName("ux_representatives_code");
        representative.HasIndex(one => new { one.OrganisationId, one.PersonId }).IsUnique().HasFilter("ended_at is null").HasDatabaseName(OpenPerson);
        // Also the question that every request of a representative asks.
        representative.HasIndex(one => new { one.Subject, one.Issuer, one.OrganisationId }).IsUnique()
            .HasFilter("subject is not null and ended_at is null").HasDatabaseName(LiveAccount);
    });

    string Send(CurrentUser by, DateTimeOffset at)
    {
        var code = InvitationCode.New();
        (CodeHash, InvitedAt, ExpiresAt, InvitedBy, InvitedByName) = (InvitationCode.Hash(code), at, at + Valid, by.Id, by.Name);
        Raise(state => new RepresentativeInvited(state, at));
        return code;
    }

    void RequireOpen() => Rule.Require(EndedAt is null, RepresentationRules.HasEnded);
}
