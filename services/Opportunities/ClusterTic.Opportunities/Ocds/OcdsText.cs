using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ClusterTic.Opportunities.Ocds;

/// <summary>Texts as a reader should see them. What is stored with the release stays as it came.</summary>
static partial class OcdsText
{
    const int TitleLength = 500;
    const int DescriptionLength = 20_000;

    /// <summary>Milliseconds. Every pattern is linear; this only says so to whoever changes one.</summary>
    const int TimeLimit = 2_000;

    /// <summary>One line.</summary>
    public static string? Title(string? text) => Shortened(Spaces().Replace(Clean(text), " ").Trim(), TitleLength);

    public static string? Description(string? text) => Shortened(Clean(text).Trim(), DescriptionLength);

    /// <summary>
    /// A field in the notice's language and, by the standard's suffixes (<c>title_fr</c>), in others. There is room for
    /// French and English; a third language stands as English, and a notice that names none is taken as French.
    /// </summary>
    public static LocalText? Local(JsonObject? record, string name, string? language, Func<string?, string?> clean)
    {
        var plain = clean(record.Text(name));
        var isFrench = language is null || language.StartsWith("fr", StringComparison.OrdinalIgnoreCase);
        var french = clean(record.Text(name + "_fr")) ?? (isFrench ? plain : null);
        var english = clean(record.Text(name + "_en")) ?? (isFrench ? null : plain);
        return french is null && english is null ? null : new LocalText(french, english);
    }

    static string Clean(string? text)
    {
        if (text is null) return "";
        if (text.Length > 4 * DescriptionLength) text = text[..(4 * DescriptionLength)];
        text = WebUtility.HtmlDecode(text);
        text = Lost().Replace(text, "\n\n");
        text = Escaped().Replace(text, "\n");
        text = Breaks().Replace(text, "\n");
        text = Tags().Replace(text, "");
        text = Controls().Replace(text, " ");
        text = Lines().Replace(text, "\n\n");
        return text.Normalize(NormalizationForm.FormC);
    }

    static string? Shortened(string text, int length)
    {
        if (text.Length <= length) return text.Length == 0 ? null : text;
        var end = length - 1;
        if (char.IsHighSurrogate(text[end - 1])) end--;
        return text[..end].TrimEnd() + "…";
    }

    // "\r\n\r\n" whose backslashes a publisher lost; no French or English word holds "rnrn".
    [GeneratedRegex("(?:rn){2,}", RegexOptions.None, TimeLimit)]
    private static partial Regex Lost();

    [GeneratedRegex(@"(?:\\r)?\\n|\\r", RegexOptions.None, TimeLimit)]
    private static partial Regex Escaped();

    [GeneratedRegex("<(?:br|/p|/div|/li|/tr)[^<>]{0,200}>|\r\n?", RegexOptions.IgnoreCase, TimeLimit)]
    private static partial Regex Breaks();

    [GeneratedRegex("</?[a-zA-Z][^<>]{0,500}>", RegexOptions.None, TimeLimit)]
    private static partial Regex Tags();

    [GeneratedRegex(@"[\p{Cc}\p{Cf}\uFFFE\uFFFF-[\n]]+", RegexOptions.None, TimeLimit)]
    private static partial Regex Controls();

    [GeneratedRegex("\n[ \n]*\n", RegexOptions.None, TimeLimit)]
    private static partial Regex Lines();

    [GeneratedRegex(@"\s+", RegexOptions.None, TimeLimit)]
    private static partial Regex Spaces();
}
