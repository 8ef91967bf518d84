using System.Security.Claims;
using ClusterTic.ServiceDefaults.Http;
using Microsoft.AspNetCore.Http;

namespace ClusterTic.ServiceDefaults.Security;

/// <summary>Who is calling.</summary>
public sealed class CurrentUser(IHttpContextAccessor accessor)
{
    ClaimsPrincipal User => accessor.HttpContext?.User ?? new ClaimsPrincipal();

    public bool IsSignedIn => User.Identity?.IsAuthenticated is true;

    /// <summary>Known by issuer and subject; <c>anonymous</c> for the public.</summary>
    public string Id => User.FindFirst("sub") is { } subject ? $"{subject.Value}@{Issuer(subject)}" : "anonymous";

    /// <summary>By the whole issuer and the subject, as tokens name them; null for the public.</summary>
    public AccountKey? Account => User.FindFirst("sub") is { } subject ? new(subject.Issuer, subject.Value) : null;

    /// <summary>As the token gives it; null for the public.</summary>
    public string? Name => User.Identity?.Name;

    public bool IsInRole(string role) => User.IsInRole(role);

    /// <summary>
    /// When a command happened in the world: now, or when the caller says, which needs the <c>backdate</c> permission
    /// and cannot lie in the future.
    /// </summary>
    public DateTimeOffset Occurred(DateTimeOffset? stated, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        if (stated is not { } at) return now;
        if (!IsInRole(Roles.Backdate)) throw new ProblemException(StatusCodes.Status403Forbidden, "backdate-not-permitted");
        if (at > now) throw ProblemException.Field("occurredAt", "occurred-in-the-future");
        return at.ToUniversalTime();
    }

    static string Issuer(Claim subject) => Uri.TryCreate(subject.Issuer, UriKind.Absolute, out var issuer) ? issuer.Authority : subject.Issuer;
}

/// <summary>An account with whoever vouches for it.</summary>
/// <param name="Issuer"><c>iss</c></param>
/// <param name="Subject"><c>sub</c></param>
public readonly record struct AccountKey(string Issuer, string Subject);
