using System.Net.Mail;
using System.Text.RegularExpressions;
using ClusterTic.ServiceDefaults.Http;

namespace ClusterTic.Events.Registrations;

/// <summary>What must be known of a person who registers; every field at fault is named at once.</summary>
static partial class RegisterRules
{
    /// <summary>RFC 5321: the longest path without its brackets.</summary>
    const int LongestAddress = 254;

    public static void Check(RegisterRequest request)
    {
        var faults = new Faults();
        faults.Check(request.Name?.Trim() is { Length: >= 2 and <= 200 }, "name", "name-missing");
        faults.Check(
            request.Email?.Trim() is { Length: <= LongestAddress } email && MailAddress.TryCreate(email, out var address) && address.Address == email,
            "email", "email-invalid");
        faults.Check(request.Language is null || LanguageTag().IsMatch(request.Language), "language", "language-unknown");
        faults.Refuse();
    }

    [GeneratedRegex("^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LanguageTag();
}
