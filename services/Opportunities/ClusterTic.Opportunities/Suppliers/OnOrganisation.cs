using ClusterTic.Membership;
using ClusterTic.Messaging;
using ClusterTic.Opportunities.Matches;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Opportunities.Suppliers;

/// <summary>Keeps Opportunities' own copy of the organisations it can match, and their matches.</summary>
sealed class OnOrganisation(OpportunitiesDb db, TimeProvider clock) : IHandle<IOrganisationFact>
{
    public async Task Handle(IOrganisationFact fact, CancellationToken cancel)
    {
        await MatchUpdate.LockForMemberAsync(db, cancel);
        var organisation = fact.Organisation;
        var supplier = await db.Suppliers.FindAsync([organisation.Id], cancel);
        if (supplier is null) db.Add(supplier = new Supplier(organisation.Id));
        var (wasMember, knownSince) = (supplier.IsMember, supplier.MemberSince);
        if (!supplier.Apply(organisation)) return;

        var changed = await ReplaceCompetencesAsync(organisation, cancel);
        if (!changed && wasMember == supplier.IsMember) return;
        await db.SaveChangesAsync(cancel); // matching reads what is in the tables
        // A member that comes back after a suspension meets its notices from then on, not from when it was first admitted.
        var since = wasMember || knownSince is not null ? fact.OccurredAt : organisation.MemberSince ?? fact.OccurredAt;
        await MatchUpdate.ForMemberAsync(db, organisation.Id, since, clock.GetUtcNow(), cancel);
    }

    /// <returns>Whether anything is different now.</returns>
    async Task<bool> ReplaceCompetencesAsync(OrganisationState organisation, CancellationToken cancel)
    {
        var wanted = organisation.Status is "member" ? Competences(organisation) : [];
        var known = await db.MemberCompetences.Where(one => one.SupplierId == organisation.Id).ToDictionaryAsync(one => one.Code, cancel);
        var changed = false;
        foreach (var competence in wanted)
            if (!known.Remove(competence.Code, out var before))
            {
                db.Add(competence);
                changed = true;
            }
            else if (before.Level != competence.Level)
            {
                before.Level = competence.Level;
                changed = true;
            }
        db.RemoveRange(known.Values);
        return changed || known.Count > 0;
    }

    static MemberCompetence[] Competences(OrganisationState organisation)
    {
        var best = new Dictionary<string, MemberCompetence>();
        foreach (var given in organisation.Competences)
        {
            if (!Cpv.TryParse(given.Code, out var cpv)) continue; // a code of another list cannot be compared
            var competence = new MemberCompetence
            {
                SupplierId = organisation.Id, Code = cpv.Code, Digits = (short)cpv.Prefix.Length, Level = (short)Math.Clamp(given.Level, 1, 5),
            };
            if (!best.TryGetValue(cpv.Code, out var known) || known.Level < competence.Level) best[cpv.Code] = competence;
        }
        return [.. best.Values];
    }
}
