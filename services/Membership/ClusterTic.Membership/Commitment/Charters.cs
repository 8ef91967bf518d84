using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Commitment;

/// <summary>What signing and revoking have in common.</summary>
static class Charters
{
    /// <summary>Of the signatures, the one under the version adopted last: an older version signed later does not take its place.</summary>
    public static CharterSignature? Newest(this IEnumerable<CharterSignature> live, ClusterOptions cluster) => live.MaxBy(one =>
        (cluster.Charters.Find(charter => charter.Version == one.Charter)?.AdoptedOn ?? DateOnly.MinValue, one.SignedOn, one.Id));

    public static Task<List<CharterSignature>> LiveSignaturesAsync(this MembershipDb db, Guid organisation, CancellationToken cancel) =>
        db.CharterSignatures.Where(one => one.OrganisationId == organisation && one.RevokedAt == null).ToListAsync(cancel);

    /// <summary>Names the field where the person was never a contact of the organisation; null for nobody.</summary>
    public static async Task<string?> CheckContactAsync(
        this MembershipDb db, Faults faults, string field, Guid organisation, Guid? person, CancellationToken cancel)
    {
        if (person is null) return null;
        var name = await db.Contacts.Where(one => one.OrganisationId == organisation && one.PersonId == person)
            .Select(one => one.Person!.Name).FirstOrDefaultAsync(cancel);
        faults.Check(name is not null, field, CommitmentRules.NotAContact);
        return name;
    }
}
