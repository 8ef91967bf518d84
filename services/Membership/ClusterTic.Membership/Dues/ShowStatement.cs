using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Dues;

/// <summary>What an organisation was called upon to pay, has paid and owes; as JSON, or as CSV where <c>Accept</c> or <c>format=csv</c> says so.</summary>
static class ShowStatement
{
    static readonly string[] Columns = ["csv.day", "csv.entry", "csv.number", "csv.from", "csv.to", "csv.means", "csv.reference", "csv.called", "csv.paid", "csv.balance"];

    public static void Map(RouteGroupBuilder organisations) => organisations
        .MapGet("/{id:guid}/dues/statement", Handle)
        .Requires(Policies.OwnOrganisation)
        .Produces<DuesStatement>(200, "application/json", "text/csv")
        .ProducesProblem(404)
        .WithSummary("Show an organisation's statement of dues");

    static async Task<IResult> Handle(Guid id, string? format, MembershipDb db, ClusterCalendar days, HttpContext http, CancellationToken cancel)
    {
        var asCsv = http.Request.WantsCsv(format);
        var name = await db.Organisations.Where(one => one.Id == id).Select(one => one.Name).SingleOrDefaultAsync(cancel);
        if (name is null) return TypedResults.NotFound();
        var account = await db.DuesAccounts.AsNoTracking().Whole().SingleOrDefaultAsync(one => one.OrganisationId == id, cancel);
        http.Response.Headers.Vary = "Accept, Accept-Language";
        if (asCsv) return DuesCsv.Answer("cotisations", days.Today, Columns, account is null ? [] : [.. Rows(account)]);
        return TypedResults.Ok(account is null
            ? new DuesStatement(id, name, 0, 0, 0, 0, 0, [], [])
            : new DuesStatement(
                id, name, account.Version, account.Called, account.Paid, account.Balance, account.Credit,
                [.. account.Calls.OrderByDescending(call => call.TermFrom).ThenByDescending(call => call.Id).Select(call => call.ToDetails())],
                [.. account.Payments.OrderByDescending(one => one.At).ThenByDescending(one => one.Id).Select(one => one.ToDetails(account.Calls))]));
    }

    /// <summary>Every entry by its day, and the balance after it: above zero is owed, below zero is credit.</summary>
    static IEnumerable<object?[]> Rows(DuesAccount account)
    {
        var language = System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        var entries = account.Calls.Where(call => call.CancelledAt is null)
            .Select(call => (Day: call.CalledOn, call.At, Cells: new object?[] { DuesTexts.Of(language, "csv.call"), call.Number, call.TermFrom, call.TermTo, null, null }, Called: call.Amount, Paid: 0L))
            .Concat(account.Payments.Select(one => (Day: one.PaidOn, one.At,
                Cells: new object?[]
                {
                    DuesTexts.Of(language, one.ReversesId is null ? "csv.payment" : "csv.reversal"),
                    one.Receipt ?? account.Payments.Single(other => other.Id == one.ReversesId).Receipt, null, null,
                    DuesTexts.Of(language, "means." + one.Means), one.Reference,
                },
                Called: 0L, Paid: one.Amount)));
        var balance = 0L;
        foreach (var (day, _, cells, called, paid) in entries.OrderBy(entry => entry.Day).ThenBy(entry => entry.At))
        {
            balance += called - paid;
            yield return [day, .. cells, called, paid, balance];
        }
    }
}
