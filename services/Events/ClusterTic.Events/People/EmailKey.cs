using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace ClusterTic.Events.People;

sealed class PeopleOptions
{
    public const string Section = "People";

    public const int ShortestKey = 24;

    /// <summary>
    /// Secret of the installation, at least 24 characters at random, the same for all replicas and for good: with
    /// another key nobody is recognised any more.
    /// </summary>
    public string EmailKey { get; set; } = "";
}

/// <summary>
/// The key by which a person is found again: an HMAC of the address, so that the look-up table alone tells nobody's
/// address, not even to someone who tries a list of them.
/// </summary>
sealed class EmailKey(IOptions<PeopleOptions> options)
{
    readonly byte[] secret = Encoding.UTF8.GetBytes(options.Value.EmailKey);

    public byte[] Of(string email) => HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(Normalise(email)));

    /// <summary>
    /// Case and spaces around do not matter, nor how an accent or an international domain is written. Anything cleverer
    /// (dots, plus signs) is the provider's business: two people must never become one.
    /// </summary>
    public static string Normalise(string email)
    {
        var trimmed = email.Trim().Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        var at = trimmed.LastIndexOf('@');
        if (at < 0) return trimmed;
        try
        {
            return trimmed[..(at + 1)] + new IdnMapping().GetAscii(trimmed[(at + 1)..]);
        }
        catch (ArgumentException)
        {
            return trimmed; // not a domain name; as it is written, then
        }
    }
}
