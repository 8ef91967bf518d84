using System.ComponentModel.DataAnnotations;

namespace ClusterTic.Portal.Sessions;

/// <summary>
/// Section <c>Identity</c>, beside what every service reads of it: the Portal as a client of any OpenID Connect provider.
/// </summary>
sealed class ProviderOptions
{
    /// <summary>The provider; by default the issuer.</summary>
    public string? Authority { get; set; }

    public string Issuer { get; set; } = "";

    public string? MetadataAddress { get; set; }

    public string ClientId { get; set; } = "portal";

    [Required]
    public string ClientSecret { get; set; } = "";

    /// <summary>Separated by spaces; <c>offline_access</c> is what keeps a session longer than its first token.</summary>
    public string Scopes { get; set; } = "openid profile offline_access";

    public string NameClaim { get; set; } = "name";

    public string RoleClaim { get; set; } = "role";

    /// <summary>Hours without a request after which a session ends.</summary>
    [Range(1, 24 * 14)]
    public int SessionHours { get; set; } = 12;

    /// <summary>
    /// The Portal's public origin, <c>Portal:Origin</c>; by default that of the issuer, which is below it unless another
    /// provider is configured.
    /// </summary>
    public Uri Origin { get; set; } = null!;

    public string ProviderAddress => string.IsNullOrEmpty(Authority) ? Issuer : Authority;
}
