using System.Collections;
using System.Globalization;
using System.Resources;
using ClusterTic.Identity.Resources;

namespace ClusterTic.Identity.Tests;

public sealed class TextsTests
{
    [Fact]
    public void Both_languages_have_the_same_texts() => Assert.Equal(Of("fr").Keys.Order(), Of("en").Keys.Order());

    [Fact]
    public void French_punctuation_never_begins_a_line()
    {
        var wrong = Of("fr").Where(text => ":;!?»".Any(mark => text.Value.Contains($" {mark}", StringComparison.Ordinal)) || text.Value.Contains("« ", StringComparison.Ordinal));
        Assert.Empty(wrong);
    }

    static Dictionary<string, string> Of(string language) => new ResourceManager(typeof(Texts))
        .GetResourceSet(CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: false)!
        .Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
}
