using System.Security.Cryptography;
using System.Text;

namespace ClusterTic.Membership.Representation;

/// <summary>
/// What an invitation is accepted with. It is typed or pasted in rather than followed as a link, so that no address, log or
/// referrer holds it, and found by its hash alone: 78 random bits leave nothing to guess, so that attempts need no counting.
/// </summary>
static class InvitationCode
{
    // Without letters and digits that look alike.
    const string Letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    const int Groups = 4, Length = 4;

    /// <summary>A new one, as it is to be shown.</summary>
    public static string New() =>
        string.Join('-', RandomNumberGenerator.GetString(Letters, Groups * Length).Chunk(Length).Select(group => new string(group)));

    /// <param name="typed">As people type: in small letters, with spaces or without the hyphens.</param>
    public static byte[] Hash(string typed) =>
        SHA256.HashData(Encoding.UTF8.GetBytes("representation " + string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant()));
}
