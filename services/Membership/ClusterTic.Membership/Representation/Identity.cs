using ClusterTic.Membership.Registration;
using ClusterTic.Membership.Representation;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;

namespace ClusterTic.Membership.Organisations;

/// <summary>What it is in law and in the registers: changed by the team alone, since everything else hangs on who it is.</summary>
sealed partial class Organisation
{
    public IdentityFields ToIdentity() => new(Name, Idu, Rccm, Ncc, Cnps);

    /// <param name="given">Null where nothing changes.</param>
    /// <param name="cleared">Numbers that go.</param>
    public void ChangeIdentity(IdentityFields given, IReadOnlyList<string> cleared, DateTimeOffset at)
    {
        RequireOpen();
        string? After(string number, string? asked, string? now) => cleared.Contains(number) ? null : asked ?? now;
        (Name, Idu, Rccm, Ncc, Cnps) = (
            given.Name ?? Name, After("idu", given.Idu, Idu), After("rccm", given.Rccm, Rccm), After("ncc", given.Ncc, Ncc), After("cnps", given.Cnps, Cnps));
        Raise(state => new OrganisationProfileChanged(state, at));
    }

    /// <summary>409 where somebody who is not of the team would change it; who may asks for it.</summary>
    /// <param name="given">As it would be.</param>
    public void RequireSameIdentity(IdentityFields given, CurrentUser user) =>
        Rule.Require(user.IsInRole(Roles.Manager) || given == ToIdentity(), RepresentationRules.IdentityNeedsRequest);
}

static class IdentityReading
{
    public static readonly string[] Numbers = ["idu", "rccm", "ncc", "cnps"];

    /// <summary>Those of the numbers that are there.</summary>
    public static List<string> Held(this IdentityFields now, IReadOnlyList<string> numbers) => [.. numbers.Distinct().Where(number =>
        number switch { "idu" => now.Idu, "rccm" => now.Rccm, "ncc" => now.Ncc, _ => now.Cnps } is not null)];

    /// <summary>In the way of writing in which identities are kept and compared; null for nothing.</summary>
    public static IdentityFields Normal(this IdentityFields given) => new(
        ProfileReading.Blank(given.Name), Identifiers.Normal(given.Idu), Identifiers.Normal(given.Rccm), Identifiers.Normal(given.Ncc), Identifiers.Normal(given.Cnps));

    /// <summary>Only what differs.</summary>
    public static IdentityFields Except(this IdentityFields given, IdentityFields now) => new(
        Other(given.Name, now.Name), Other(given.Idu, now.Idu), Other(given.Rccm, now.Rccm), Other(given.Ncc, now.Ncc), Other(given.Cnps, now.Cnps));

    static string? Other(string? given, string? now) => given == now ? null : given;
}
