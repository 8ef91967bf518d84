using System.Net.Mail;
using System.Text.RegularExpressions;
using ClusterTic.ServiceDefaults.Http;

namespace ClusterTic.Events.Registrations;

/// <summary>What must be known of a person who registers; each fault names its field.</summary>
static partial class RegisterRules
{
    /// <summary>RFC 5321: the longest path without its brackets.</summary>
    const int LongestAddress = 254;

    public static void Check(RegisterRequest request)
    {
        if (request.Name?.Trim() is not { Length: >= 2 and <= 200 })
            throw ProblemException.Field("name", "name-missing");
        if (request.Email?.Trim() is not { Length: <= LongestAddress } email
            || !MailAddress.TryCreate(email, out var address) || address.Address != email)
            throw ProblemException.Field("email", "email-invalid");
        if (request.Language is not null && !LanguageTag().IsMatch(request.Language))
            throw ProblemException.Field("language", "language-unknown");
    }

    [GeneratedRegex("^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LanguageTag();
}
