using System.Globalization;
using ClusterTic.Membership;
using ClusterTic.Portal.Layout;

namespace ClusterTic.Portal.Catalogue;

/// <summary>An offer as its form has it.</summary>
/// <param name="Codes">As typed, with spaces between them; numbers the same way.</param>
public sealed record OfferDraft(OfferRequest Offer, string? Codes, string? PriceFrom, string? LocalContent)
{
    public static OfferDraft Empty { get; } = new(new("product", new(), new(), null, [], [], [], [], null, "on-request", null, null, false, "none"), null, null, null);

    public static OfferDraft Of(OfferDetails one) => new(
        new(one.Kind, one.Name, one.Summary, one.Description, one.CpvCodes, one.Tags, one.Sectors, one.Markets, one.Maturity, one.PriceModel, one.PriceFrom,
            one.LocalContent, one.Exportable, one.IntellectualProperty, one.IpReference),
        string.Join(' ', one.CpvCodes), one.PriceFrom?.ToString(CultureInfo.InvariantCulture), one.LocalContent?.ToString(CultureInfo.InvariantCulture));

    /// <param name="numbers">Of the same form; it keeps what is no number.</param>
    internal static OfferDraft Read(IFormCollection form, Numbers numbers)
    {
        var codes = form.Text("cpvCodes");
        var offer = new OfferRequest(
            form.Text("kind") ?? "", new(form.Text("nameFr"), form.Text("nameEn")), new(form.Text("summaryFr"), form.Text("summaryEn")),
            new(form.Text("descriptionFr"), form.Text("descriptionEn")), (codes ?? "").Split([' ', ',', ';', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries),
            Each(form, "tags"), Each(form, "sectors"), Each(form, "markets"), (int?)numbers.Read("maturity", 9), form.Text("priceModel") ?? "",
            numbers.Read("priceFrom", 1_000_000_000_000), (int?)numbers.Read("localContent", 100), form.Text("exportable") is not null,
            form.Text("intellectualProperty") ?? "", form.Text("ipReference"));
        return new(offer, codes, form.Text("priceFrom"), form.Text("localContent"));
    }

    static List<string> Each(IFormCollection form, string name) => [.. form[name].OfType<string>()];
}
