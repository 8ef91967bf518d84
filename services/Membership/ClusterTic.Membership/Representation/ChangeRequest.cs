using ClusterTic.Membership.Organisations;
using ClusterTic.Membership.People;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Representation;

/// <summary>
/// What an organisation asks the team to change of its identity. It never leaves this service, so it raises no fact: what
/// comes of it is a change of the organisation, with its own fact and history.
/// </summary>
sealed class ChangeRequest
{
    public const string OneOpen = "ux_change_requests_open";

    public const string Open = "open", Approved = "approved", Rejected = "rejected", Withdrawn = "withdrawn";

    public static readonly string[] Statuses = [Open, Approved, Rejected, Withdrawn];

    static readonly IdentityFields Nothing = new(null, null, null, null, null);

    ChangeRequest()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public long Version { get; private set; } = 1;
    public Guid OrganisationId { get; private init; }
    public Organisation? Organisation { get; private init; }
    public string Status { get; private set; } = Open;

    /// <summary>Null where nothing is to change.</summary>
    public IdentityFields Proposed { get; private init; } = Nothing;

    /// <summary>Numbers that are to go: codes of <see cref="IdentityReading.Numbers"/>.</summary>
    public List<string> Cleared { get; private init; } = [];

    /// <summary>As it was when the request was settled, which the history does not say in one place; null while it is open.</summary>
    public IdentityFields? Before { get; private set; }

    public string Why { get; private init; } = "";

    /// <summary>The account.</summary>
    public string AskedBy { get; private init; } = "";

    public string? AskedByName { get; private init; }

    /// <summary>The contact behind the account, who is told of the decision; null where the team asked.</summary>
    public Guid? PersonId { get; private init; }

    public Person? Person { get; private init; }
    public DateTimeOffset AskedAt { get; private init; }
    public string? SettledBy { get; private set; }
    public string? SettledByName { get; private set; }
    public DateTimeOffset? SettledAt { get; private set; }

    /// <summary>Why it was rejected.</summary>
    public string? Decision { get; private set; }

    /// <param name="clear">Numbers that are to go; one that is not there is none.</param>
    /// <exception cref="ProblemException">400 where it asks for nothing.</exception>
    public static ChangeRequest Ask(Organisation organisation, IdentityFields given, IReadOnlyList<string> clear, string why, CurrentUser by, Guid? person, DateTimeOffset at)
    {
        organisation.RequireOpen();
        var proposed = given.Normal().Except(organisation.ToIdentity());
        var cleared = organisation.ToIdentity().Held(clear);
        if (proposed == Nothing && cleared.Count == 0) throw ProblemException.Field("name", RepresentationRules.RequestEmpty);
        return new()
        {
            OrganisationId = organisation.Id, Organisation = organisation, Proposed = proposed, Cleared = cleared, Why = why.Trim(),
            AskedBy = by.Id, AskedByName = by.Name, PersonId = person, AskedAt = at,
        };
    }

    public void Approve(CurrentUser by, DateTimeOffset at)
    {
        Settle(Approved, by, at);
        Organisation!.ChangeIdentity(Proposed, Cleared, at);
    }

    public void Reject(string why, CurrentUser by, DateTimeOffset at)
    {
        Settle(Rejected, by, at);
        Decision = why.Trim();
    }

    public void Withdraw(CurrentUser by, DateTimeOffset at) => Settle(Withdrawn, by, at);

    public ChangeRequestDetails ToDetails() => new(
        Id, Version, OrganisationId, Organisation!.TradeName ?? Organisation.Name, Status, Proposed, Before ?? Organisation.ToIdentity(), Why,
        AskedByName, AskedAt, SettledByName, SettledAt, Decision, Cleared);

    public static void Map(ModelBuilder model) => model.Entity<ChangeRequest>(request =>
    {
        request.ToTable("change_requests").HasKey(one => one.Id);
        request.Property(one => one.Id).ValueGeneratedNever();
        request.Property(one => one.Version).IsConcurrencyToken();
        request.Property(one => one.Cleared).HasDefaultValueSql("'{}'");
        request.Property(one => one.Proposed).HasJson();
        request.Property(one => one.Before).HasJson();
        request.HasOne(one => one.Organisation).WithMany().HasForeignKey(one => one.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        request.HasOne(one => one.Person).WithMany().HasForeignKey(one => one.PersonId).OnDelete(DeleteBehavior.Restrict);
        request.HasIndex(one => one.PersonId).HasDatabaseName("ix_change_requests_of_person");
        request.HasIndex(one => new { one.OrganisationId, one.Id }).HasDatabaseName("ix_change_requests_list");
        request.HasIndex(one => new { one.Status, one.Id }).HasDatabaseName("ix_change_requests_queue");
        request.HasIndex(one => one.OrganisationId).IsUnique().HasFilter("status = 'open'").HasDatabaseName(OneOpen);
    });

    void Settle(string status, CurrentUser by, DateTimeOffset at)
    {
        Rule.Require(Status is Open, RepresentationRules.RequestSettled, ("status", Status));
        (Status, Before, SettledBy, SettledByName, SettledAt) = (status, Organisation!.ToIdentity(), by.Id, by.Name, at);
        Version++;
    }
}
