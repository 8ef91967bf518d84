namespace ClusterTic.Identity.Accounts;

/// <summary>What a token can say in its <c>role</c> claims.</summary>
static class Roles
{
    public const string Manager = "manager";
    public const string Analyst = "analyst";
    public const string Partner = "partner";
    public const string Operator = "operator";

    /// <summary>A permission rather than a role: to state when something happened that is entered late.</summary>
    public const string Backdate = "backdate";

    public static readonly string[] All = [Manager, Analyst, Partner, Operator, Backdate];

    public static IReadOnlyList<string> Parse(string? list)
    {
        var roles = (list ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return roles.FirstOrDefault(role => !All.Contains(role)) is { } unknown
            ? throw new InvalidOperationException($"The role '{unknown}' is unknown; known are {string.Join(", ", All)}.")
            : roles;
    }

    // Fixed ids and stamps: they are part of a migration, which must come out the same each time.
    public static IEnumerable<Role> Seed() => All.Select((name, at) => new Role
    {
        Id = new Guid($"019a0000-0000-7000-8000-00000000000{at + 1}"),
        Name = name,
        NormalizedName = name.ToUpperInvariant(),
        ConcurrencyStamp = name,
    });
}
