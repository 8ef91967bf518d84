using ClusterTic.Opportunities.Tiers;

namespace ClusterTic.Opportunities.Tests.Tiers;

public sealed class MarketTiersTests
{
    readonly MarketTiers tiers = new("CI");

    [Theory]
    [InlineData("2021-06-01", "national", "CI")]
    [InlineData("2021-06-01", "national", "CI", "CI")]
    [InlineData("2021-06-01", "sub-regional", "SN")]
    [InlineData("2021-06-01", "sub-regional", "CI", "NG")]
    [InlineData("2025-01-28", "sub-regional", "BF", "GH")] // both in CEDEAO
    [InlineData("2025-01-29", "continental", "BF", "GH")] // Burkina Faso has left it
    [InlineData("2025-01-29", "sub-regional", "BF", "ML")] // both remain in UEMOA
    [InlineData("2021-06-01", "continental", "MA")]
    [InlineData("2019-05-29", "international", "MA")] // before ZLECAf
    [InlineData("2021-06-01", "international", "ER")]
    [InlineData("2021-06-01", "international", "FR")]
    [InlineData("2021-06-01", "international", "CI", "FR")]
    public void The_narrowest_tier_that_holds_buyer_and_delivery(string day, string tier, params string[] countries) =>
        Assert.Equal(tier, tiers.Of(DateTimeOffset.Parse(day + "T12:00:00Z", System.Globalization.CultureInfo.InvariantCulture), countries));

    [Fact]
    public void A_notice_that_tells_no_country_is_international() => Assert.Equal("international", tiers.Of(DateTimeOffset.UnixEpoch, [null, null]));

    [Fact]
    public void A_bloc_counts_only_for_its_own_countries() =>
        Assert.Equal("continental", new MarketTiers("MA").Of(new DateTimeOffset(2022, 1, 1, 0, 0, 0, TimeSpan.Zero), ["SN", "ML"]));

    [Theory]
    [InlineData("Côte d'Ivoire", "CI")]
    [InlineData("COTE D’IVOIRE", "CI")]
    [InlineData("Ivory Coast", "CI")]
    [InlineData("ci", "CI")]
    [InlineData("CIV", "CI")]
    [InlineData("Scotland", "GB")]
    [InlineData("Nigéria", "NG")]
    [InlineData("Guinea-Bissau", "GW")]
    [InlineData("The Gambia", "GM")]
    [InlineData("Atlantis", null)]
    [InlineData("", null)]
    public void Countries_are_found_by_any_of_their_names(string name, string? code) => Assert.Equal(code, Countries.Find(name));

    [Theory]
    [InlineData("UKM72", "GB")]
    [InlineData("UKD", "GB")]
    [InlineData("FR101", "FR")]
    [InlineData("EL30", "GR")]
    [InlineData("CI-AB", "CI")]
    [InlineData("GB-COH", "GB")]
    [InlineData("NGA-BPPNO-861017035", "NG")]
    [InlineData("England", "GB")]
    [InlineData("LAG", null)]
    [InlineData("Abidjan", null)]
    public void Regions_tell_their_country(string region, string? code) => Assert.Equal(code, Countries.OfRegion(region));
}
