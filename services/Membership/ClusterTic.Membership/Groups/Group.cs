using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Http;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Groups;

/// <summary>What a group is made of.</summary>
/// <param name="Filter">Null for a group that is picked by hand alone.</param>
sealed record Making(GroupFilter? Filter, Guid[] Included, Guid[] Excluded);

/// <summary>
/// Organisations that are found again whenever somebody looks: by a saved filter, and by hand beside it. Nobody else needs
/// to know of it before it is published, so it raises no fact; its <see cref="Publication"/> does.
/// </summary>
sealed class Group
{
    public const string UniqueCode = "ux_groups_code";
    public const int MostPicks = 1000;

    public static readonly string[] Picks = ["included", "excluded", "none"];

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public long Version { get; private set; } = 1;
    public required string Code { get; init; }
    public required LocalText Name { get; set; }
    public GroupFilter? Filter { get; private set; }
    public Guid[] Included { get; private set; } = [];
    public Guid[] Excluded { get; private set; } = [];

    /// <summary>The account that defined it.</summary>
    public required string By { get; init; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public Making Making => new(Filter, Included, Excluded);

    public void Take(Making making) => (Filter, Included, Excluded) = (making.Filter, making.Included, making.Excluded);

    public void Change(LocalText name, Making making)
    {
        RequireOpen();
        Name = name;
        Take(making);
        Version++;
    }

    /// <param name="pick">included, excluded, or none.</param>
    public void Pick(Guid organisation, string pick)
    {
        RequireOpen();
        Included = [.. Included.Where(one => one != organisation)];
        Excluded = [.. Excluded.Where(one => one != organisation)];
        if (pick is "included") Included = [.. Included, organisation];
        if (pick is "excluded") Excluded = [.. Excluded, organisation];
        Rule.Require(Included.Length <= MostPicks && Excluded.Length <= MostPicks, GroupRules.PicksTooMany, ("most", MostPicks));
        Version++;
    }

    public void Close(DateTimeOffset at)
    {
        RequireOpen();
        ClosedAt = at;
        Version++;
    }

    public void RequireOpen() => Rule.Require(ClosedAt is null, GroupRules.GroupIsClosed);

    public static void Map(ModelBuilder model) => model.Entity<Group>(group =>
    {
        group.ToTable("groups").HasKey(one => one.Id);
        group.Property(one => one.Id).ValueGeneratedNever();
        group.Property(one => one.Version).IsConcurrencyToken();
        group.Property(one => one.Name).HasJson();
        group.Property(one => one.Filter).HasJson();
        group.HasIndex(one => one.Code).IsUnique().HasDatabaseName(UniqueCode);
    });
}
