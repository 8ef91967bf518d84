using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ClusterTic.Architecture.Tests;

/// <summary>Every user text is there in French and in English, and the French ones are set as French is.</summary>
public sealed partial class WordingTests
{
    [Fact]
    public void Both_languages_have_the_same_texts_with_the_same_places()
    {
        var faults = new List<string>();
        foreach (var french in Repository.Files("*.fr.resx"))
        {
            var english = french.Replace(".fr.resx", ".en.resx", StringComparison.Ordinal);
            var (fr, en) = (Read(french), Read(english));
            faults.AddRange(fr.Keys.Except(en.Keys).Select(key => $"{key}: only in {french}"));
            faults.AddRange(en.Keys.Except(fr.Keys).Select(key => $"{key}: only in {english}"));
            faults.AddRange(fr.Keys.Intersect(en.Keys).Where(key => !Places(fr[key]).SetEquals(Places(en[key]))).Select(key => $"{key}: other places in {french} than in English"));
        }

        Assert.Empty(faults);
    }

    [Fact]
    public void French_punctuation_has_its_no_break_spaces()
    {
        var faults = from file in Repository.Files("*.fr.resx")
                     from text in Read(file)
                     where Wrong().IsMatch(Links().Replace(text.Value, ""))
                     select $"{Path.GetFileName(file)} {text.Key}: {text.Value}";
        Assert.Empty(faults);
    }

    static Dictionary<string, string> Read(string file) => XDocument.Load(file).Root!.Elements("data")
        .ToDictionary(text => (string)text.Attribute("name")!, text => (string)text.Element("value")!, StringComparer.Ordinal);

    static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(match => match.Value)];

    [GeneratedRegex(@"\{[a-zA-Z0-9]+\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"[a-z]+:[^\s]+|\d\d:\d\d")]
    private static partial Regex Links();

    /// <summary>A plain space (or none) before a two-part sign, or inside guillemets.</summary>
    [GeneratedRegex(@"[^\s\u00A0\u202F?!][:;!?»](?:\s|$)| [:;!?»]|«[^\u00A0\u202F]")]
    private static partial Regex Wrong();
}
