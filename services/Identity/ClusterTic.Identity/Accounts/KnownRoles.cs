using ClusterTic.ServiceDefaults.Security;

namespace ClusterTic.Identity.Accounts;

/// <summary>The suite's roles, as rows and as they are written in settings and commands.</summary>
static class KnownRoles
{
    public static IReadOnlyList<string> Parse(string? list)
    {
        var roles = (list ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return roles.FirstOrDefault(role => !Roles.All.Contains(role)) is { } unknown
            ? throw new InvalidOperationException($"The role '{unknown}' is unknown; known are {string.Join(", ", Roles.All)}.")
            : roles;
    }

    // Fixed ids and stamps: they are part of a migration, which must come out the same each time.
    public static IEnumerable<Role> Rows() => Roles.All.Select((name, at) => new Role
    {
        Id = new Guid($"019a0000-0000-7000-8000-00000000000{at + 1}"),
        Name = name,
        NormalizedName = name.ToUpperInvariant(),
        ConcurrencyStamp = name,
    });
}
