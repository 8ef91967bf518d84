using ClusterTic.Membership.Organisations;

namespace ClusterTic.Membership.Dues.Documents;

/// <summary>Puts calls and receipts into the words of their documents.</summary>
sealed class SheetWords(string language, string cluster, Organisation organisation)
{
    public Sheet Call(DuesCall call, DateOnly today) => new(
        cluster, T("pdf.call"), call.Number, Day(call.CalledOn), Address,
        [
            new(T("pdf.term"), T("pdf.term-days", ("from", Day(call.TermFrom)), ("to", Day(call.TermTo)))),
            new(T("pdf.due"), Day(call.DueOn)),
            new(T("pdf.amount"), Amount(call.Amount), IsMain: true),
            new(T("pdf.paid"), Amount(call.Paid)),
            new(T("pdf.open"), Amount(call.Open)),
        ],
        T(call.Status == "open" && call.Paid > 0 ? "pdf.state-part" : "pdf.state-" + call.Status), Foot(today));

    public Sheet Receipt(DuesPayment payment, DuesAccount account, DateOnly today)
    {
        List<SheetLine> lines =
        [
            new(T("pdf.paid-on"), Day(payment.PaidOn)),
            new(T("pdf.means"), T("means." + payment.Means)),
            .. payment.Reference is { } reference ? [new(T("pdf.reference"), reference)] : (SheetLine[])[],
            new(T("pdf.received"), Amount(payment.Amount), IsMain: true),
        ];
        foreach (var used in payment.Allocations)
        {
            var call = account.Calls.Single(one => one.Id == used.CallId);
            lines.Add(new(T("pdf.settles"), T("pdf.settled", ("number", call.Number), ("from", Day(call.TermFrom)), ("to", Day(call.TermTo)), ("amount", Amount(used.Amount)))));
        }

        if (payment.Free > 0) lines.Add(new(T("pdf.credit"), Amount(payment.Free)));
        return new(
            cluster, T("pdf.receipt"), payment.Receipt!, Day(payment.PaidOn), Address, lines,
            T(payment.Counts ? "pdf.state-received" : "pdf.state-reversed"), Foot(today));
    }

    List<string> Address =>
        [organisation.Name, .. new[] { organisation.TradeName, organisation.Town }.OfType<string>().Where(line => line != organisation.Name)];

    string Foot(DateOnly today) => T("pdf.foot", ("cluster", cluster), ("day", Day(today)));

    string T(string key, params ReadOnlySpan<(string Name, string? Value)> arguments) => DuesTexts.Of(language, key, arguments);

    string Day(DateOnly day) => day.InWords(language);

    string Amount(long amount) => DuesFormat.Amount(amount, language);
}
