using System.Globalization;
using System.Text.Json.Nodes;

namespace ClusterTic.EndToEnd.Tests.StratSession;

public sealed class NoticeFilesTests
{
    [Fact]
    public void Every_package_says_that_it_is_fictional() =>
        Assert.All(SampleFiles.Notices, notice =>
        {
            Assert.Equal("1.1", notice.Package["version"]!.ToString());
            Assert.Contains("ficti", notice.Package["publisher"]!["name"]!.ToString(), StringComparison.OrdinalIgnoreCase);
            Assert.Contains("ficti", notice.Package["note"]!.ToString(), StringComparison.OrdinalIgnoreCase);
        });

    [Fact]
    public void Every_ocid_is_marked_and_every_buyer_and_supplier_is_called_imaginary()
    {
        Assert.All(SampleFiles.Releases.Where(release => release["ocid"] is not null), release => Assert.StartsWith("ocds-fictif-", release["ocid"]!.ToString(), StringComparison.Ordinal));
        var names = SampleFiles.Releases.SelectMany(release => Names(release["buyer"]).Concat(Names(release["parties"])).Concat(Suppliers(release)));
        Assert.All(names.Where(name => name.Length > 0), name => Assert.Contains("imagina", name, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void All_date_from_2021_to_2025() =>
        Assert.All(SampleFiles.Releases, release => Assert.InRange(int.Parse(release["date"]!.ToString()[..4], CultureInfo.InvariantCulture), 2021, 2025));

    [Fact]
    public void They_are_as_varied_as_published_ones()
    {
        var tags = SampleFiles.Releases.SelectMany(release => release["tag"] is JsonArray list ? list.Select(tag => tag!.ToString()) : [release["tag"]!.ToString()]).ToHashSet();
        Assert.Superset(new HashSet<string> { "planning", "tender", "tenderAmendment", "tenderUpdate", "tenderCancellation", "award", "contract" }, tags);
        Assert.Contains(SampleFiles.Releases, release => release["id"] is null);
        Assert.Contains(SampleFiles.Releases, release => release["id"] is JsonValue id && id.TryGetValue(out int _));
        Assert.Contains(SampleFiles.Releases, release => release["tag"] is JsonValue);
        Assert.Contains(SampleFiles.Releases, release => release["award"] is JsonObject);
        Assert.Contains(SampleFiles.Releases, release => release["language"]?.ToString() == "en");
        string[] dirt = ["\"xof\"", "\"cpv\"", "UNSPSC", "rnrn"];
        var text = string.Concat(SampleFiles.Releases.Select(release => release.ToJsonString()));
        Assert.All(dirt, one => Assert.Contains(one, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Three_releases_are_broken_and_one_comes_twice()
    {
        Assert.Equal((90, 3, 1), ExpectedFigures.Releases);
        Assert.Equal(69, ExpectedFigures.Opportunities);
    }

    [Fact]
    public void One_CPV_code_has_one_check_digit_in_all_files()
    {
        var competences = SampleFiles.Organisations.SelectMany(row => row["competences"].Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(text => text.Split(':')[0]);
        var codes = SampleFiles.Releases.SelectMany(Classifications).Where(one => one["scheme"]?.ToString() == "CPV").Select(one => one["id"]!.ToString().Trim());
        var digits = competences.Concat(codes).Where(code => code.Length == 10).Distinct(StringComparer.Ordinal).ToArray();
        Assert.True(digits.Length > 100);
        Assert.Distinct(digits.Select(code => code[..8]));
    }

    static IEnumerable<string> Names(JsonNode? node) => node switch
    {
        JsonArray list => list.SelectMany(Names),
        JsonObject one => [one["name"]?.ToString() ?? ""],
        _ => [],
    };

    static IEnumerable<string> Suppliers(JsonObject release) =>
        new[] { release["awards"], release["award"] }
            .SelectMany(node => node is JsonArray list ? list.AsEnumerable() : [node])
            .OfType<JsonObject>()
            .SelectMany(award => Names(award["suppliers"]));

    static IEnumerable<JsonObject> Classifications(JsonNode? node) => node switch
    {
        JsonArray list => list.SelectMany(Classifications),
        JsonObject one when one["scheme"] is not null => [one],
        JsonObject one => one.Select(property => property.Value).SelectMany(Classifications),
        _ => [],
    };
}
