using ClusterTic.Membership;
using ClusterTic.Portal.Layout;

namespace ClusterTic.Portal.Catalogue;

static class OfferWords
{
    /// <summary>The price model, and from how much on where that is said.</summary>
    public static string Price(Texts texts, string model, long? from) =>
        from is { } amount ? texts["catalogue.price-from", texts.Code("price-model", model), Reader.Money(new Money(amount, "XOF"))] : texts.Code("price-model", model);

    public static string Maturity(Texts texts, int level) =>
        texts["catalogue.trl", level, texts.Code("maturity", level.ToString(System.Globalization.CultureInfo.InvariantCulture))];
}
