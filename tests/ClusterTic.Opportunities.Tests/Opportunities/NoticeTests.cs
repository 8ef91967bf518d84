using System.Text;
using ClusterTic.Opportunities.Ocds;
using ClusterTic.Opportunities.Opportunities;
using ClusterTic.Opportunities.Tiers;

namespace ClusterTic.Opportunities.Tests.Opportunities;

public sealed class NoticeTests
{
    static readonly MarketTiers tiers = new("CI");

    [Theory]
    [InlineData("""{"language":"fr","tender":{"title":"Réseau rn"}}""", "Réseau rn", null)]
    [InlineData("""{"language":"EN","tender":{"title":"Network","title_fr":"Réseau"}}""", "Réseau", "Network")]
    [InlineData("""{"tender":{"title":""},"awards":[{"title":" "},{"title":"Award"}],"language":"en"}""", null, "Award")]
    [InlineData("""{"language":"fr","tender":{},"awards":[{"items":[{"id":"","description":"Évaluation d\\'un panneau"}]}]}""", "Évaluation d\\'un panneau", null)]
    [InlineData("""{"language":"fr","tender":{"title":"<p>A &amp; B</p>\r\n C"}}""", "A & B C", null)]
    [InlineData("""{"language":"fr"}""", "ocid-1", null)]
    [InlineData("{}", "ocid-1", null)]
    public void The_title_is_the_first_text_that_there_is(string json, string? french, string? english) =>
        Assert.Equal(new LocalText(french, english), Read(json).Title);

    [Fact]
    public void Lost_line_breaks_come_back_and_words_keep_their_letters() => Assert.Equal(
        "First.\n\nSecond line, modern and born.", Read("""{"tender":{"title":"x","description":"First.rnrnSecond line, modern and born.rnrn"}}""").Description!.Fr);

    [Fact]
    public void A_text_of_megabytes_is_cut() =>
        Assert.Equal(500, Read($$"""{"tender":{"title":"{{new string('é', 3_000_000)}}"} }""").Title.Fr!.Length);

    [Theory]
    [InlineData("""{"tender":{"status":"active","tenderPeriod":{"endDate":"2026-12-01"}}}""", "open", "tender")]
    [InlineData("""{"tender":{"status":"active","tenderPeriod":{"endDate":"2021-12-01"}}}""", "closed", "tender")]
    [InlineData("""{"tender":{"status":"planned"}}""", "planned", "tender")]
    [InlineData("""{"planning":{}}""", "planned", "planning")]
    [InlineData("""{"tender":{"status":"complete"}}""", "closed", "tender")]
    [InlineData("""{"tender":{"status":"cancelled"},"awards":[{"id":1}]}""", "cancelled", "tender")]
    [InlineData("""{"tender":{"status":"active"}}""", "cancelled", "tender", "tenderCancellation")]
    [InlineData("""{"tender":{"status":"complete"},"awards":[{"id":1}]}""", "awarded", "award")]
    [InlineData("""{"awards":[{"id":1,"status":"active"}]}""", "awarded", "award")]
    [InlineData("""{"tender":{"status":"active"},"awards":[{"id":1,"status":"pending"}]}""", "open", "tender", "award")]
    [InlineData("""{"tender":{"status":"complete"},"awards":[{"id":1,"status":"cancelled"}]}""", "cancelled", "award", "awardCancellation")]
    [InlineData("""{"tender":{"status":"Executarea contractului"},"contracts":[{"id":1,"status":"active"}]}""", "awarded", "tender", "contract")]
    [InlineData("""{"tender":{"status":"Anunţ publicat"}}""", "open", "tender")]
    public void Awards_cancellations_and_deadlines_drive_the_status(string json, string status, params string[] tags) =>
        Assert.Equal(status, Read(json, tags).StatusOn(new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.Zero)));

    [Theory]
    [InlineData("""{"tender":{"classification":{"scheme":"cpv","id":"72000000-5"},"items":[{"id":1,"classification":{"scheme":"CPV","id":"72212000"}},{"id":2,"classification":{"scheme":"CPV","id":72000000}}]}}""", "72000000", "72212000")]
    [InlineData("""{"tender":{"classification":{"scheme":"UNSPSC","id":"43230000"}},"awards":[{"items":[{"classification":{"scheme":"CPV","id":"45233130.0"}}]}]}""", "45233130")]
    [InlineData("""{"tender":{"items":{"classification":{"id":"3233100-1","scheme":"CPV"}}}}""", "03233100")]
    [InlineData("""{"tender":{"items":[{"classification":{"id":"72212000-4"}},{"classification":{"id":"43230000"}}]}}""", "72212000")]
    [InlineData("""{"contracts":[{"items":[{"classification":{"scheme":"CPV","id":"286989310"}}]}]}""", "28698931")]
    [InlineData("""{"tender":{"classification":{"scheme":"CPV","id":"computers"}}}""")]
    public void Codes_are_read_with_and_without_check_digit(string json, params string[] codes) => Assert.Equal(codes, Read(json).Codes);

    [Theory]
    [InlineData("""{"tender":{"value":{"amount":"203 179,71","currency":"mdl"}}}""", 203179.71, "MDL")]
    [InlineData("""{"tender":{"value":{"amount":"1,000,000.50","currency":"XOF"}}}""", 1000000.5, "XOF")]
    [InlineData("""{"tender":{"value":{"amount":"1.000.000","currency":"XOF"}}}""", 1000000.0, "XOF")]
    [InlineData("""{"tender":{"value":{"amount":"","currency":""}},"awards":[{"value":{"amount":5,"currency":"EUR"}},{"value":{"amount":6,"currency":"eur"}}]}""", 11.0, "EUR")]
    [InlineData("""{"tender":{"value":{"amount":0,"currency":"XOF"}}}""", null, null)]
    [InlineData("""{"tender":{"value":{"amount":5}}}""", null, null)]
    [InlineData("""{"tender":{"value":{"amount":1e30,"currency":"XOF"}}}""", null, null)]
    public void Money_is_read_however_it_is_written(string json, double? amount, string? currency) =>
        Assert.Equal((amount is { } some ? (decimal?)some : null, currency), (Read(json).Value?.Amount, Read(json).Value?.Currency));

    [Theory]
    [InlineData("""{"buyer":{"id":"b","name":"Mairie"},"parties":[{"id":"b","address":{"countryName":"Sénégal"}}]}""", "Mairie", "SN", "sub-regional")]
    [InlineData("""{"buyer":{"id":"b"},"parties":[{"id":"b","name":"Ministère","address":{"countryName":"Côte d’Ivoire"}}]}""", "Ministère", "CI", "national")]
    [InlineData("""{"parties":[{"roles":"buyer","name":"P","address":{"region":"England"}}]}""", "P", "GB", "international")]
    [InlineData("""{"buyer":{"id":"NGA-BRBDA-866594103","name":"authority"}}""", "authority", "NG", "sub-regional")]
    [InlineData("""{"buyer":"Mairie de Man","tender":{"procuringEntity":{"address":{"countryName":"CI"}},"items":[{"deliveryAddresses":[{"countryName":"Ghana"}]}]}}""", "Mairie de Man", "CI", "sub-regional")]
    [InlineData("""{"buyer":null,"parties":[null,5,{}]}""", null, null, "international")]
    public void The_buyer_is_found_where_the_notice_names_it(string json, string? name, string? country, string tier)
    {
        var notice = Read(json);
        Assert.Equal((name, country, tier), (notice.BuyerName, notice.BuyerCountry, notice.Tier));
    }

    static Notice Read(string json, params string[] tags)
    {
        var process = new System.Text.Json.Nodes.JsonObject();
        OcdsMerge.Apply(process, OcdsReleaseReader.Restore(Encoding.UTF8.GetBytes(json)));
        var released = (tags.Length == 0 ? ["tender"] : tags)
            .Select(tag => ((IReadOnlyList<string>)[tag], new DateTimeOffset(2021, 6, 1, 0, 0, 0, TimeSpan.Zero))).ToList();
        return Notice.Of(process, "ocid-1", released, tiers);
    }
}
