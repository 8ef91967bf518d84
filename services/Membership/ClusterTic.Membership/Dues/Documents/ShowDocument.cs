using ClusterTic.Membership.Organisations;
using ClusterTic.Membership.Representation;
using ClusterTic.ServiceDefaults.Security;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ClusterTic.Membership.Dues.Documents;

/// <summary>A call or a receipt as a PDF, as things stand now, in the language of the organisation's contact.</summary>
static class ShowDocument
{
    const string Pdf = "application/pdf";

    static readonly OwnerOf CallOwner = new((db, id, cancel) =>
        db.DuesCalls.Where(one => one.Id == id).Select(one => (Guid?)one.OrganisationId).SingleOrDefaultAsync(cancel));

    static readonly OwnerOf ReceiptOwner = new((db, id, cancel) =>
        db.DuesAccounts.Where(one => one.Payments.Any(payment => payment.Id == id)).Select(one => (Guid?)one.OrganisationId).SingleOrDefaultAsync(cancel));

    public static void Map(RouteGroupBuilder dues)
    {
        dues.MapGet("/calls/{id:guid}/document", Call).Requires(Policies.OwnOrganisation).WithMetadata(CallOwner).Produces(200, contentType: Pdf).WithSummary("Get a call for dues as PDF");
        dues.MapGet("/receipts/{id:guid}/document", Receipt).Requires(Policies.OwnOrganisation).WithMetadata(ReceiptOwner).Produces(200, contentType: Pdf)
            .WithSummary("Get a payment's receipt as PDF");
    }

    static async Task<Results<FileContentHttpResult, NotFound>> Call(
        Guid id, MembershipDb db, IOptions<ClusterOptions> cluster, ClusterCalendar days, CancellationToken cancel)
    {
        if (await db.DuesCalls.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } call) return TypedResults.NotFound();
        var words = await WordsAsync(db, call.OrganisationId, cluster.Value, cancel);
        return File(call.Number, words.Call(call, days.Today), days);
    }

    static async Task<Results<FileContentHttpResult, NotFound>> Receipt(
        Guid id, MembershipDb db, IOptions<ClusterOptions> cluster, ClusterCalendar days, CancellationToken cancel)
    {
        var account = await db.DuesAccounts.AsNoTracking().Whole().SingleOrDefaultAsync(one => one.Payments.Any(payment => payment.Id == id), cancel);
        if (account?.Payments.Single(one => one.Id == id) is not { Receipt: { } number } payment) return TypedResults.NotFound();
        var words = await WordsAsync(db, account.OrganisationId, cluster.Value, cancel);
        return File(number, words.Receipt(payment, account, days.Today), days);
    }

    static async Task<SheetWords> WordsAsync(MembershipDb db, Guid organisation, ClusterOptions cluster, CancellationToken cancel)
    {
        var one = (await db.FindOrganisationAsync(organisation, cancel))!;
        var language = one.Contact?.Language ?? "fr";
        return new(language, cluster.Name.ToText().In(language), one);
    }

    static FileContentHttpResult File(string number, Sheet sheet, ClusterCalendar days) =>
        TypedResults.File(SheetPdf.Draw(sheet, days.Now), Pdf, number + ".pdf");
}
