using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ClusterTic.Membership.Commitment;

/// <summary>Members with whom nobody of the team has been in contact for a while, those of whom it is longest first.</summary>
static class ListQuietMembers
{
    const int MostMonths = 120;

    public static void Map(RouteGroupBuilder interactions) => interactions
        .MapGet("/quiet", Handle)
        .Requires(Policies.Manager)
        .WithSummary("List members without a recent contact");

    /// <param name="months">6 unless told. Who became a member after that is not quiet yet.</param>
    static async Task<Ok<Page<QuietMember>>> Handle(
        int? months, [AsParameters] Paging paging, MembershipDb db, ClusterCalendar days, IOptions<ClusterOptions> cluster, HttpResponse response,
        CancellationToken cancel)
    {
        var span = months ?? 6;
        if (span is < 1 or > MostMonths) throw ProblemException.Field("months", CommitmentRules.MonthsOutOfRange, ("most", MostMonths));
        var before = days.Today.AddMonths(-span);
        var zone = cluster.Value.TimeZone;
        // The last contact is one step into its index for each member, however long its log is.
        var quiet = db.Database.SqlQuery<QuietMember>(
            $"""
             select member.id as organisation_id, coalesce(member.trade_name, member.name) as organisation, last.happened_on as last_on,
               coalesce(last.happened_on, (member.member_since at time zone {zone})::date) as since
             from organisations member
             left join lateral (
               select happened_on from interactions
               where organisation_id = member.id and cancelled_at is null
               order by happened_on desc limit 1) last on true
             where member.status = 'member'
             """).Where(one => one.Since < before);
        if (paging.Count is true) response.TotalCount(await quiet.LongCountAsync(cancel));
        if (paging.AfterDayAndId() is var (day, last))
            quiet = quiet.Where(one => one.Since > day || (one.Since == day && one.OrganisationId > last));
        var rows = await quiet.OrderBy(one => one.Since).ThenBy(one => one.OrganisationId).Take(paging.Take + 1).ToListAsync(cancel);
        var page = rows.Take(paging.Take).ToList();
        return TypedResults.Ok(new Page<QuietMember>(
            page, rows.Count > paging.Take ? page[^1].Since.ToCursor(page[^1].OrganisationId) : null));
    }
}
