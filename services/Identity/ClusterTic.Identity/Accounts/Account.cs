using Microsoft.AspNetCore.Identity;

namespace ClusterTic.Identity.Accounts;

/// <summary>Somebody who can sign in. What that somebody does in the cluster is known elsewhere, by <c>iss</c> and <c>sub</c>.</summary>
sealed class Account : IdentityUser<Guid>
{
    public Account() => Id = Guid.CreateVersion7();

    public string Name { get; set; } = "";

    /// <summary>Language of the mails, <c>fr</c> or <c>en</c>.</summary>
    public string Language { get; set; } = "fr";

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? DisabledAt { get; set; }

    public bool IsDemo { get; set; }

    public bool IsUsable => DisabledAt is null;
}

sealed class Role : IdentityRole<Guid>;
