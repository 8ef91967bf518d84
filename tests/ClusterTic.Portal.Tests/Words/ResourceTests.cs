using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Reference;

namespace ClusterTic.Portal.Tests.Words;

/// <summary>The words themselves: complete in both languages, and set as French is.</summary>
public sealed partial class ResourceTests
{
    static readonly string[] Areas =
    [
        "Catalogue", "Codes", "Commitment", "Common", "Competences", "Directory", "Dues", "Duplicates", "Errors", "Events", "Governance", "Groups", "History", "Home", "Imports", "Join", "Meetings", "Nav", "Operations", "Opportunities", "Organisations", "People", "Privacy", "Profile", "Publication", "Registration", "Reports", "Representation", "Services",
    ];

    public static TheoryData<string> AllAreas => [.. Areas];

    [Theory, MemberData(nameof(AllAreas))]
    public void Every_text_is_there_in_both_languages_with_the_same_places(string area)
    {
        var (french, english) = (Texts(area, "fr"), Texts(area, "en"));
        Assert.Equal(french.Keys.Order(StringComparer.Ordinal), english.Keys.Order(StringComparer.Ordinal));
        Assert.All(french, text => Assert.Equal(
            Place().Matches(text.Value).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal),
            Place().Matches(english[text.Key]).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal)));
        Assert.All(french.Concat(english), text => Assert.False(string.IsNullOrWhiteSpace(text.Value), text.Key));
    }

    [Theory, MemberData(nameof(AllAreas))]
    public void French_has_its_no_break_spaces_and_its_apostrophes(string area) =>
        Assert.All(Texts(area, "fr"), text =>
        {
            Assert.DoesNotMatch("[^\u00A0]:(?!//)", text.Value);
            Assert.DoesNotMatch("[^\u202F][;!?]", text.Value);
            Assert.DoesNotMatch("«[^\u00A0]|[^\u00A0]»", text.Value);
            Assert.DoesNotContain('\'', text.Value);
            Assert.DoesNotContain("...", text.Value, StringComparison.Ordinal);
        });

    [Fact]
    public void Every_key_that_a_page_asks_for_is_there()
    {
        var known = Areas.SelectMany(area => Texts(area, "fr").Keys.Select(key => $"{char.ToLowerInvariant(area[0])}{area[1..]}.{key}")).ToHashSet(StringComparer.Ordinal);
        var root = Path.Combine(SourceRoot(), "services", "Portal", "ClusterTic.Portal");
        var asked = System.IO.Directory.EnumerateFiles(root, "*.*", SearchOption.AllDirectories)
            .Where(file => (file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal)) && !file.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(file => Asked().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["key"].Value).ToHashSet(StringComparer.Ordinal);
        Assert.True(asked.Count > 100);
        Assert.DoesNotContain(asked, key => !known.Contains(key) && !known.Contains(key + ".many"));
    }

    [Fact]
    public void Numbers_choose_their_form_as_each_language_does()
    {
        var texts = new Texts();
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Languages.Culture("fr");
        Assert.Equal("1\u202F250 membres", texts.Count("directory.found", 1250));
        Assert.Equal("1 membre", texts.Count("directory.found", 1));
        Assert.Equal("Aucun membre", texts.Count("directory.found", 0));
        Assert.Equal("0 service", texts.Count("operations.services", 0));
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Languages.Culture("en");
        Assert.Equal("1,250 members", texts.Count("directory.found", 1250));
        Assert.Equal("0 services", texts.Count("operations.services", 0));
    }

    [Fact]
    public void Money_shares_and_days_are_written_as_each_language_does()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Languages.Culture("fr");
        Assert.Equal("125\u202F000\u202F000\u00A0F\u00A0CFA", Reader.Money(new Money(125_000_000, "XOF")));
        Assert.Equal("12,5\u00A0%", Reader.Percent(12.5m));
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Languages.Culture("en");
        Assert.Equal("12.5%", Reader.Percent(12.5m));
        Assert.Equal("1,250.50\u00A0EUR", Reader.Money(new Money(1250.5m, "EUR")));
    }

    [Fact]
    public void A_code_without_a_label_shows_its_nearest_ancestors()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Languages.Culture("en");
        Assert.Equal("Custom software development", CpvLabels.Of("72230000"));
        Assert.Equal("Custom software development", CpvLabels.Of("72231000"));
        Assert.Equal(CpvLabels.Of("22000000"), CpvLabels.Of("22458000"));
        Assert.Equal("Software and information systems", CpvLabels.Of("48000000-8"));
        Assert.Equal("unreadable", CpvLabels.Of("unreadable"));
    }

    [Theory]
    [InlineData("DE", "Allemagne", "Germany")]
    [InlineData("SN", "Sénégal", "Senegal")]
    [InlineData("GH", "Ghana", "Ghana")]
    [InlineData("CI", "Côte d’Ivoire", "Côte d’Ivoire")]
    [InlineData("QQ", "QQ", "QQ")]
    [InlineData(null, "", "")]
    public void Countries_have_their_names_in_the_readers_language(string? code, string french, string english)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Languages.Culture("fr");
        Assert.Equal(french, Countries.Name(code));
        Assert.Equal("CI", Countries.Options("CI")[0].Value);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Languages.Culture("en");
        Assert.Equal(english, Countries.Name(code));
    }

    static Dictionary<string, string> Texts(string area, string language) =>
        new ResourceManager($"ClusterTic.Portal.Resources.{area}", typeof(Texts).Assembly)
            .GetResourceSet(CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);

    static string SourceRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ClusterTic.sln"))) folder = folder.Parent ?? throw new DirectoryNotFoundException();
        return folder.FullName;
    }

    [GeneratedRegex(@"\{\d\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Place();

    // A whole key in quotes; keys that are put together from a code are in the list of codes or tried by the pages.
    [GeneratedRegex("""(?:T\[|T\.Count\(|texts\[|\? )"(?<key>[a-z]+\.[a-z0-9.-]*[a-z0-9])"(?! \+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Asked();
}
