using System.Globalization;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Dues;

/// <summary>Organisations that have not paid what was due, the longest first: a page as JSON, or all of them as CSV.</summary>
static class ListArrears
{
    const int MostDays = 36_500;

    static readonly string[] Columns = ["csv.organisation", "csv.oldest-due", "csv.days-late", "csv.calls", "csv.open"];

    public static void Map(RouteGroupBuilder dues) => dues
        .MapGet("/arrears", Handle)
        .Requires(Policies.Manager)
        .Produces<DuesArrears>(200, "application/json", "text/csv")
        .WithSummary("List organisations in arrears");

    /// <param name="daysLate">Only those whose oldest open call has been due for at least so many days; 1 unless told.</param>
    static async Task<IResult> Handle(
        int? daysLate, string? format, [AsParameters] Paging paging, MembershipDb db, ClusterCalendar days, HttpContext http, CancellationToken cancel)
    {
        var asCsv = http.Request.WantsCsv(format);
        var late = daysLate ?? 1;
        if (late is < 1 or > MostDays) throw ProblemException.Field("daysLate", DuesRules.DaysLateOutOfRange, ("most", MostDays));
        var (today, take) = (days.Today, paging.Take);
        var due = today.AddDays(-late);
        var lines = Lines(db, today).Where(line => line.Oldest <= due);
        http.Response.Headers.Vary = "Accept, Accept-Language";
        if (asCsv)
        {
            var all = await lines.OrderBy(line => line.Oldest).ThenBy(line => line.OrganisationId).ToListAsync(cancel);
            return DuesCsv.Answer("arrieres", today, Columns,
                [.. all.Select(line => new object?[] { line.Organisation, line.Oldest, today.DayNumber - line.Oldest.DayNumber, line.Calls, line.Amount })]);
        }

        if (paging.Count is true) http.Response.TotalCount(await lines.LongCountAsync(cancel));
        var total = await lines.SumAsync(line => line.Amount, cancel);
        if (paging.AfterDayAndId() is var (oldest, id))
            lines = lines.Where(line => line.Oldest > oldest || (line.Oldest == oldest && line.OrganisationId > id));

        var rows = await lines.OrderBy(line => line.Oldest).ThenBy(line => line.OrganisationId).Take(take + 1).ToListAsync(cancel);
        var page = rows.Take(take).ToList();
        return TypedResults.Ok(new DuesArrears(
            [.. page.Select(line => new DuesArrearsLine(
                line.OrganisationId, line.Organisation, line.Oldest, today.DayNumber - line.Oldest.DayNumber, line.Calls, line.Amount))],
            rows.Count > take ? page[^1].Oldest.ToCursor(page[^1].OrganisationId) : null,
            total));
    }

    /// <summary>By organisation what is late on all its calls; read from the index of open calls.</summary>
    static IQueryable<Line> Lines(MembershipDb db, DateOnly today) => db.Database.SqlQuery<Line>(
        $"""
         select late.organisation_id, organisation.name as organisation, late.oldest, late.calls, late.amount
         from (
           select organisation_id, min(due_on) as oldest, count(*)::int as calls, sum(amount - paid)::bigint as amount
           from dues_calls
           where cancelled_at is null and paid < amount and due_on < {today}
           group by organisation_id) late
         join organisations organisation on organisation.id = late.organisation_id
         """);

    sealed record Line(Guid OrganisationId, string Organisation, DateOnly Oldest, int Calls, long Amount);
}
