using System.Text;
using ClusterTic.Opportunities.Ocds;

namespace ClusterTic.Opportunities.Tests.Ocds;

public sealed class OcdsReleaseTests
{
    static readonly DateTimeOffset now = new(2026, 11, 25, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_release_without_id_is_known_by_its_content_however_it_is_written()
    {
        var one = Read("""{"ocid":"a","date":"2024-01-01","tender":{"value":{"amount":10.0,"currency":"XOF"},"title":"é"}}""");
        var same = Read("""{ "tender": {"title":"\u00e9", "value": {"currency":"XOF","amount":10}}, "date":"2024-01-01", "ocid":"a" }""");
        var other = Read("""{"ocid":"a","date":"2024-01-01","tender":{"value":{"amount":11,"currency":"XOF"},"title":"é"}}""");

        Assert.StartsWith("sha256-", one.Key, StringComparison.Ordinal);
        Assert.Equal(one.Key, same.Key);
        Assert.NotEqual(one.Key, other.Key);
    }

    [Fact]
    public void Ids_as_numbers_tag_as_text_and_award_as_object_are_read_as_meant()
    {
        var release = Read("""{"ocid":12,"id":34,"date":"2024-01-01","tag":"award","award":{"id":1,"title":"T"}}""");

        Assert.Equal(("12", "34"), (release.Ocid, release.Key));
        Assert.Equal(["award"], release.Tags);
        Assert.Equal("T", release.Content.Objects("awards").Single().Text("title"));
    }

    [Fact]
    public void Names_with_spaces_doubled_names_half_surrogates_and_endless_numbers_do_not_stop_it()
    {
        var release = Read("""{"ocid":"a","i d":"1","date":"2024-01-01","te   nder":{"title":"x \ud83d y\u0000","title":"last \ud83d","n":1e999,"m":123456789012345678901234567890}}""");

        Assert.Equal("1", release.Key);
        Assert.Equal("last \ufffd", release.Content.Object("tender").Text("title"));
        Assert.NotEmpty(Encoding.UTF8.GetString(release.Canonical));
    }

    [Theory]
    [InlineData("""{"id":"1","date":"2024-01-01"}""", "$.ocid", ReleaseFaults.NoOcid)]
    [InlineData("""{"ocid":"  ","date":"2024-01-01"}""", "$.ocid", ReleaseFaults.NoOcid)]
    [InlineData("""{"ocid":null,"date":"2024-01-01"}""", "$.ocid", ReleaseFaults.NoOcid)]
    [InlineData("""{"ocid":{"x":1},"date":"2024-01-01"}""", "$.ocid", ReleaseFaults.NoOcid)]
    [InlineData("""{"ocid":"a","date":"2024-13-45"}""", "$.date", ReleaseFaults.BadDate)]
    [InlineData("""{"ocid":"a","date":"0001-01-01T00:00:00Z"}""", "$.date", ReleaseFaults.BadDate)]
    [InlineData("""{"ocid":"a","date":"2027-01-01T00:00:00Z"}""", "$.date", ReleaseFaults.BadDate)]
    [InlineData("""{"ocid":"a","date":"soon"}""", "$.date", ReleaseFaults.BadDate)]
    [InlineData("""{"ocid":"a"}""", "$.date", ReleaseFaults.NoDate)]
    [InlineData("""{"ocid":"a","date":null,"tender":{}}""", "$.date", ReleaseFaults.NoDate)]
    [InlineData("""{"ocid":"a","date":"2024-01-01","tender":"text"}""", "$.tender", ReleaseFaults.WrongSection)]
    [InlineData("""{"ocid":"a","date":"2024-01-01","awards":5}""", "$.awards", ReleaseFaults.WrongSection)]
    public void A_broken_release_is_set_aside_with_its_path(string json, string path, string code)
    {
        var release = OcdsReleaseReader.Read(new OcdsEntry("$", Encoding.UTF8.GetBytes(json)), now, out var fault);

        Assert.Null(release);
        Assert.Equal((path, code), (fault!.Path, fault.Code));
    }

    [Fact]
    public void An_id_longer_than_any_is_set_aside()
    {
        var json = $$"""{"ocid":"{{new string('x', 500)}}","date":"2024-01-01"}""";

        OcdsReleaseReader.Read(new OcdsEntry("$", Encoding.UTF8.GetBytes(json)), now, out var fault);

        Assert.Equal(ReleaseFaults.IdTooLong, fault!.Code);
        Assert.True(fault.Detail.Length <= 200);
    }

    [Theory]
    [InlineData("2024-03-05", "2024-03-05T00:00:00Z")]
    [InlineData("2024-03-05T10:11:12", "2024-03-05T10:11:12Z")]
    [InlineData("2024-03-05T10:11:12+01:00", "2024-03-05T09:11:12Z")]
    [InlineData("2024-03-05 10:11:12", "2024-03-05T10:11:12Z")]
    [InlineData("2017-06-30T06:32:13.512560", "2017-06-30T06:32:13.512560Z")]
    [InlineData("2016-11-07T00:00:00.00Z", "2016-11-07T00:00:00Z")]
    [InlineData("05/03/2024", "2024-03-05T00:00:00Z")]
    [InlineData("20240305", "2024-03-05T00:00:00Z")]
    public void Dates_are_read_as_publishers_write_them(string text, string date) =>
        Assert.Equal(DateTimeOffset.Parse(date, System.Globalization.CultureInfo.InvariantCulture), Read($$"""{"ocid":"a","date":"{{text}}"}""").Date);

    [Fact]
    public void A_release_without_date_takes_the_one_its_content_tells()
    {
        Assert.Equal(2021, Read("""{"ocid":"a","date":"","tender":{"datePublished":"2021-05-01"}}""").Date.Year);
        Assert.Equal(2020, Read("""{"ocid":"a","awards":[{"date":""},{"date":"2020-05-01"}]}""").Date.Year);
    }

    [Fact]
    public void A_release_inside_a_record_has_the_records_ocid()
    {
        var release = OcdsReleaseReader.Read(new OcdsEntry("$", """{"id":"1","date":"2024-01-01"}"""u8.ToArray(), Ocid: "of-record"), now, out _);

        Assert.Equal("of-record", release!.Ocid);
    }

    static OcdsRelease Read(string json) =>
        OcdsReleaseReader.Read(new OcdsEntry("$", Encoding.UTF8.GetBytes(json)), now, out var fault) ?? throw new InvalidOperationException(fault!.Code);
}
