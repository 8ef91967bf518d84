using System.Text;
using ClusterTic.Opportunities.Ocds;

namespace ClusterTic.Opportunities.Tests.Ocds;

public sealed class OcdsFileTests
{
    const string One = """{"ocid":"o-1","id":"1","date":"2024-01-02T00:00:00Z","tag":["tender"],"tender":{"title":"A"}}""";
    const string Two = """{"ocid":"o-2","id":"1","date":"2024-01-02T00:00:00Z","tag":["tender"],"tender":{"title":"B"}}""";

    [Theory]
    [InlineData($$"""{"uri":"x","publisher":{"name":"P"},"releases":[{{One}},{{Two}}]}""", "$.releases[0]", "$.releases[1]")]
    [InlineData($$"""{"releases":[{{One}},{{Two}}],"uri":"x"}""", "$.releases[0]", "$.releases[1]")]
    [InlineData($$"""{"releases":{{One}}}""", "$.releases")]
    [InlineData("""{"releases":null}""")]
    [InlineData("""{"uri":"x","releases":[]}""")]
    [InlineData(One, "$")]
    [InlineData($"[{One},{Two}]", "$[0]", "$[1]")]
    [InlineData("[]")]
    [InlineData($$"""[{"releases":[{{One}}]},{"records":[{"ocid":"o-2","releases":[{{Two}}]}]}]""", "$[0].releases[0]", "$[1].records[0].releases[0]")]
    [InlineData($"{One}\n{Two}\n", "$[0]", "$[1]")]
    [InlineData($$"""{"records":[{"ocid":"o-1","releases":[{{One}}],"compiledRelease":{{Two}}}]}""", "$.records[0].releases[0]")]
    [InlineData($$"""{"records":[{"compiledRelease":{{Two}},"ocid":"o-2"}]}""", "$.records[0].compiledRelease")]
    [InlineData($$"""{"ocid":"o-2","releases":[{"url":"http://x/1","date":"2024-01-01T00:00:00Z"}],"compiledRelease":{{Two}}}""", "$.compiledRelease")]
    [InlineData($$"""{"rel  eases":[{{One}}]}""", "$.releases[0]")]
    public void Every_shape_of_a_file_gives_its_releases(string json, params string[] paths) =>
        Assert.Equal(paths, Read(json).Select(entry => entry.Path));

    [Fact]
    public void A_release_that_is_only_linked_is_a_fault_where_no_compiled_one_stands_in()
    {
        var entries = Read($$"""{"records":[{"ocid":"o-1","releases":[{"url":"http://x/1","tag":["tender"]},{{One}},"http://x/2"]}]}""");

        Assert.Equal(
            [("$.records[0].releases[1]", null), ("$.records[0].releases[0]", ReleaseFaults.Linked), ("$.records[0].releases[2]", ReleaseFaults.Linked)],
            entries.Select(entry => (entry.Path, entry.Fault)));
    }

    [Fact]
    public void What_is_no_object_among_releases_is_a_fault_of_that_one_alone()
    {
        var entries = Read($$"""{"releases":[7,{{One}},null,"text",[]]}""");

        Assert.Equal([ReleaseFaults.NotAnObject, null, ReleaseFaults.NotAnObject, ReleaseFaults.NotAnObject, ReleaseFaults.NotAnObject], entries.Select(entry => entry.Fault));
    }

    [Theory]
    [InlineData("", OcdsFileFaults.Empty, 1, 1, "$")]
    [InlineData("  \n ", OcdsFileFaults.Empty, 1, 1, "$")]
    [InlineData("hello", OcdsFileFaults.NotJson, 1, 1, "$")]
    [InlineData("<html></html>", OcdsFileFaults.NotJson, 1, 1, "$")]
    [InlineData("7", OcdsFileFaults.WrongKind, 1, 1, "$")]
    [InlineData("{}", OcdsFileFaults.WrongKind, 1, 1, "$")]
    [InlineData("""{"type":"FeatureCollection","features":[]}""", OcdsFileFaults.WrongKind, 1, 1, "$")]
    [InlineData("[1,2]", OcdsFileFaults.WrongKind, 1, 1, "$")]
    [InlineData("{\"releases\":\n  \"none\"}", OcdsFileFaults.WrongKind, 1, 13, "$.releases")]
    [InlineData("{\"releases\":[\n  {\"ocid\":\"a\",\n   \"tender\":{\"title\":\"x\",}}]}", OcdsFileFaults.NotJson, 3, 26, "$.releases[0].tender.title")]
    [InlineData("{\"releases\":[{\"ocid\":\"a\",\"awards\":[{\"id\":1},{\"id\":2 \"x\":3}]}]}", OcdsFileFaults.NotJson, 1, 53, "$.releases[0].awards[1].id")]
    [InlineData("{\"releases\":[{\"ocid\":\"a\"}", OcdsFileFaults.NotJson, 1, 26, "$.releases[1]")]
    [InlineData($"{One}\n{{\"ocid\": nope}}", OcdsFileFaults.NotJson, 2, 11, "$[1].ocid")]
    public void A_broken_file_is_refused_with_the_place(string json, string code, long line, long column, string path)
    {
        var fault = Assert.Throws<OcdsFileException>(() => Check(json));

        Assert.Equal((code, new OcdsPlace(line, column, path)), (fault.Code, fault.Place));
    }

    [Fact]
    public void A_depth_bomb_is_refused_as_too_deep()
    {
        var bomb = $$"""{"releases":[{"ocid":"a","tender":{"x":{{new string('[', 100_000)}}""";

        var fault = Assert.Throws<OcdsFileException>(() => Check(bomb));

        Assert.Equal(OcdsFileFaults.TooDeep, fault.Code);
        Assert.StartsWith("$.releases[0].tender.x[0][0]", fault.Place.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void A_release_larger_than_the_limit_is_refused_with_its_place()
    {
        var large = $$"""{"releases":[{{One}},{"ocid":"b","tender":{"title":"{{new string('x', 300_000)}}"} }]}""";

        var fault = Assert.Throws<OcdsFileException>(() => Check(large, new OcdsLimits { ReleaseBytes = 200_000 }));

        Assert.Equal((OcdsFileFaults.ReleaseTooLarge, "$.releases[1]"), (fault.Code, fault.Place.Path));
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused_with_their_place()
    {
        byte[] latin1 = [.. "{\"releases\":[\n{\"ocid\":\"a\",\"tender\":{\"title\":\"Caf"u8, 0xE9, .. "\"}}]}"u8];

        var fault = Assert.Throws<OcdsFileException>(() => OcdsFile.Check(new MemoryStream(latin1), OcdsLimits.Default));

        Assert.Equal((OcdsFileFaults.NotUtf8, new OcdsPlace(2, 35, "$.releases[0]")), (fault.Code, fault.Place));
    }

    [Fact]
    public void A_file_much_larger_than_the_window_is_read_in_little_memory()
    {
        var release = Encoding.UTF8.GetBytes(One + ",");
        using var file = new RepeatingStream("{\"releases\":["u8.ToArray(), release, 400_000, Encoding.UTF8.GetBytes(One + "]}"));
        OcdsFile.Check(new MemoryStream(Encoding.UTF8.GetBytes(One)), OcdsLimits.Default);

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var count = 0;
        var most = 0L;
        foreach (var _ in OcdsFile.Read(file, 1, OcdsLimits.Default))
            if (++count % 50_000 == 0) most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);

        Assert.Equal(400_001, count);
        Assert.True(most < 16 * 1024 * 1024, $"{most} bytes held while reading 38 MB; other tests hold some meanwhile");
    }

    [Fact]
    public void A_file_that_arrives_byte_by_byte_is_read_the_same()
    {
        var json = Encoding.UTF8.GetBytes($$"""{"uri":"é…","records":[{"ocid":"o-1","releases":[{{One}},{{Two}}]}]}""");

        var entries = OcdsFile.Read(new TricklingStream(json), 1, OcdsLimits.Default).ToList();

        Assert.Equal(["$.records[0].releases[0]", "$.records[0].releases[1]"], entries.Select(entry => entry.Path));
    }

    static List<OcdsEntry> Read(string json) => [.. OcdsFile.Read(Stream(json), Check(json), OcdsLimits.Default)];

    static int Check(string json, OcdsLimits? limits = null) => OcdsFile.Check(Stream(json), limits ?? OcdsLimits.Default);

    static MemoryStream Stream(string json) => new(Encoding.UTF8.GetBytes(json));
}
