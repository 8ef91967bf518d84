using ClusterTic.Membership.Competences;
using ClusterTic.Membership.Organisations;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Groups;

/// <summary>A group as one statement: what it is made of becomes conditions, each of which an index can answer.</summary>
static class GroupQuery
{
    /// <param name="today">Against which dues are late and verifications end.</param>
    public static IQueryable<Organisation> OrganisationsOf(this MembershipDb db, Making making, DateOnly today)
    {
        var (filter, included, excluded) = making;
        var all = db.Organisations.AsNoTracking();
        if (filter is null) return all.Where(one => included.Contains(one.Id));
        var found = db.Select(filter, today);
        if (excluded.Length > 0) found = found.Where(one => !excluded.Contains(one.Id));
        if (included.Length == 0) return found;
        // A union of ids rather than an "or", which would keep the filter's conditions from their indexes.
        var ids = found.Select(one => one.Id).Union(db.Organisations.Where(one => included.Contains(one.Id)).Select(one => one.Id));
        return all.Where(one => ids.Contains(one.Id));
    }

    static IQueryable<Organisation> Select(this MembershipDb db, GroupFilter filter, DateOnly today)
    {
        var found = db.Organisations.AsNoTracking();
        if (OrganisationStatuses.TryParse(filter.Status, out var status)) found = found.Where(one => one.Status == status);
        if (filter.Category is { } category) found = found.Where(one => one.Category == category);
        if (filter.Region is { } region) found = found.Where(one => one.Region == region);
        if (filter.Type is { } type) found = found.Where(one => one.Type == type);
        if (filter.SmeClass is { } size) found = size is Reference.SmeClasses.Unknown ? found.Where(one => one.SmeClass == null) : found.Where(one => one.SmeClass == size);
        if (filter.Competence is { } competence)
        {
            var level = filter.Level ?? 1;
            foreach (var code in Tags.CodesOf(competence) ?? [])
            {
                var prefix = (Cpv.TryParse(code, out var cpv) ? cpv.Prefix : code) + "%";
                found = found.Where(one => one.Competences.Any(mine => EF.Functions.Like(mine.Code, prefix) && mine.Level >= level));
            }
        }

        // Each answer is a condition of its own: "exists = false" would be asked of every row where "not exists" is one anti-join.
        if (filter.CharterSigned is { } signed) found = signed ? found.Where(one => one.Charter != null) : found.Where(one => one.Charter == null);
        var late = db.DuesCalls.Where(call => call.CancelledAt == null && call.Paid < call.Amount && call.DueOn < today);
        if (filter.InArrears is { } inArrears)
            found = inArrears
                ? found.Where(one => late.Any(call => call.OrganisationId == one.Id))
                : found.Where(one => !late.Any(call => call.OrganisationId == one.Id));
        if (filter.Verified is { } verified)
            found = verified
                ? found.Where(one => one.Competences.Any(mine => mine.VerifiedUntil >= today))
                : found.Where(one => !one.Competences.Any(mine => mine.VerifiedUntil >= today));
        return found;
    }
}
