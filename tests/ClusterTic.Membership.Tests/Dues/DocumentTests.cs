using System.Net;
using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;

namespace ClusterTic.Membership.Tests.Dues;

public sealed class DocumentTests(MembershipFixture membership) : IClassFixture<MembershipFixture>
{
    readonly DuesWorld world = new(membership);

    [Fact]
    public async Task A_call_and_its_receipt_are_pages_that_say_it_in_the_contacts_language()
    {
        var member = await world.MemberAsync("Coopérative « Ɔdɔ » d’Abidjan");
        var call = await world.CallAsync(member.Id, amount: 1_250_000);
        var payment = await world.PayAsync(member.Id, 1_000_000, "transfer", "VIR-2025-7");

        var page = await TextAsync($"/dues/calls/{call.Id}/document");
        Assert.Contains("Appel de cotisation", page, StringComparison.Ordinal);
        Assert.Contains("Coopérative «\u00A0Ɔdɔ\u00A0» d’Abidjan".Replace('\u00A0', ' '), page, StringComparison.Ordinal);
        Assert.Contains(call.Number, page, StringComparison.Ordinal);
        Assert.Contains("du 1er janvier 2025 au 31 décembre 2025", page, StringComparison.Ordinal);
        Assert.Contains("1\u202F250\u202F000 F CFA", page, StringComparison.Ordinal);
        Assert.Contains("250\u202F000 F CFA", page, StringComparison.Ordinal);
        Assert.Contains("Payé en partie", page, StringComparison.Ordinal);

        var receipt = await TextAsync($"/dues/receipts/{payment.Id}/document");
        foreach (var words in (string[])["Reçu de cotisation", payment.Receipt!, "2 avril 2025", "virement", "VIR-2025-7", "1\u202F000\u202F000 F CFA", call.Number, "Paiement reçu"])
            Assert.Contains(words, receipt, StringComparison.Ordinal);

        await world.SendAsync<DuesPaymentDetails>($"/dues/payments/{payment.Id}/reverse", new UndoDuesRequest("error"));
        Assert.Contains("ce reçu ne vaut plus", await TextAsync($"/dues/receipts/{payment.Id}/document"), StringComparison.Ordinal);
        Assert.Contains("À payer", await TextAsync($"/dues/calls/{call.Id}/document"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_english_contact_gets_english_and_a_long_name_its_lines()
    {
        var name = string.Join(' ', Enumerable.Repeat("Association", 12));
        var member = await world.MemberAsync(name, language: "en");
        var call = await world.CallAsync(member.Id, amount: 1_250_000);
        var page = await TextAsync($"/dues/calls/{call.Id}/document");
        foreach (var words in (string[])["Call for dues", "1 January 2025 to 31 December 2025", "1,250,000 F CFA", "To be paid"])
            Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.Equal(12, page.Split("Association").Length - 1);
    }

    /// <summary>The words of the one page, with plain spaces but for the narrow ones.</summary>
    async Task<string> TextAsync(string path)
    {
        using var answer = await world.Manager.GetAsync(DuesWorld.Api + path);
        Assert.Equal((HttpStatusCode.OK, "application/pdf"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal("%PDF", Encoding.ASCII.GetString(bytes, 0, 4));
        using var document = PdfDocument.Open(bytes);
        return ContentOrderTextExtractor.GetText(Assert.Single(document.GetPages())).Replace('\u00A0', ' ').ReplaceLineEndings(" ");
    }
}
