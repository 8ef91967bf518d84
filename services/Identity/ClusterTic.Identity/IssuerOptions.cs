using System.ComponentModel.DataAnnotations;

namespace ClusterTic.Identity;

/// <summary>Section <c>Identity</c>: who issues the tokens, for whom, and how strict signing in is.</summary>
sealed class IssuerOptions
{
    /// <summary>Public address, <c>{origin}/identity</c>; it is the <c>iss</c> of every token.</summary>
    [Required]
    public Uri Issuer { get; set; } = null!;

    public string Audience { get; set; } = "clustertic";

    /// <summary>The Portal's client, whose redirect addresses follow <see cref="Issuer"/> at each start.</summary>
    public string ClientId { get; set; } = "portal";

    [Required]
    public string ClientSecret { get; set; } = null!;

    [Range(3, 100)]
    public int LockoutAttempts { get; set; } = 5;

    [Range(1, 24 * 60)]
    public int LockoutMinutes { get; set; } = 15;

    /// <summary>Attempts per minute and address; a whole workshop may sit behind one address.</summary>
    [Range(1, 100_000)]
    public int SignInsPerMinute { get; set; } = 60;

    /// <summary>Token requests per minute and address; the Portal refreshes for all of its readers.</summary>
    [Range(1, 1_000_000)]
    public int TokensPerMinute { get; set; } = 1200;

    /// <summary>Where the Portal hears of sign-outs; by default <c>/signed-out</c> at the public origin.</summary>
    public Uri? PortalSignedOut { get; set; }

    public Uri LogoutNoticeAddress => PortalSignedOut ?? new Uri($"{Origin}/signed-out");

    public string Origin => Issuer.GetLeftPart(UriPartial.Authority);

    /// <summary>Address of a page, as it is written into mails.</summary>
    public Uri Page(string pathAndQuery) => new($"{Issuer.AbsoluteUri.TrimEnd('/')}/{pathAndQuery}");
}
