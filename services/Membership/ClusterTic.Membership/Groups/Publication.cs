using ClusterTic.Messaging;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Http;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Groups;

/// <summary>Who was in a group when it was last published: what others may invite and write to. It has the group's id.</summary>
sealed class Publication : Aggregate<GroupState>
{
    /// <summary>So that a fact stays below a megabyte.</summary>
    public const int MostOrganisations = 20_000;

    Publication()
    {
    }

    public string Code { get; private init; } = "";
    public LocalText Name { get; private set; } = new();

    /// <summary>In order.</summary>
    public Guid[] OrganisationIds { get; private set; } = [];

    public DateTimeOffset TakenAt { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }

    public static Publication Of(Group group) => new() { Id = group.Id, Code = group.Code };

    /// <summary>Tells the others only what they do not know yet.</summary>
    /// <returns>Whether there was anything to tell.</returns>
    public bool Take(Group group, IReadOnlyCollection<Guid> organisations, DateTimeOffset at)
    {
        Rule.Require(organisations.Count <= MostOrganisations, GroupRules.GroupTooLarge, ("most", MostOrganisations));
        var now = organisations.Order().ToArray();
        if (Version > 0 && Name == group.Name && OrganisationIds.AsSpan().SequenceEqual(now)) return false;
        (Name, OrganisationIds, TakenAt) = (group.Name, now, at);
        Raise(state => new GroupPublished(state, at));
        return true;
    }

    public void Close(DateTimeOffset at)
    {
        (OrganisationIds, ClosedAt) = ([], at);
        Raise(state => new GroupClosed(state, at));
    }

    public override GroupState ToState() => new(Id, Version, Code, Name, OrganisationIds, TakenAt, ClosedAt);

    public static void Map(ModelBuilder model) => model.Entity<Publication>(publication =>
    {
        publication.ToTable("group_publications");
        publication.Property(one => one.Name).HasJson();
        publication.HasOne<Group>().WithOne().HasForeignKey<Publication>(one => one.Id).OnDelete(DeleteBehavior.Restrict);
    });
}
