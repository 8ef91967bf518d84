using System.Globalization;
using System.Resources;

namespace ClusterTic.Membership.Dues;

/// <summary>The wording of documents and files about dues: <c>Resources/Dues.fr.resx</c> and <c>.en.resx</c>, with {name} for each argument.</summary>
static class DuesTexts
{
    static readonly ResourceManager Resources = new("ClusterTic.Membership.Resources.Dues", typeof(DuesTexts).Assembly);

    public static string Of(string language, string key, params ReadOnlySpan<(string Name, string? Value)> arguments)
    {
        var set = Resources.GetResourceSet(CultureInfo.GetCultureInfo(DuesFormat.IsEnglish(language) ? "en" : "fr"), createIfNotExists: true, tryParents: false);
        var text = set?.GetString(key) ?? throw new MissingManifestResourceException($"No text '{key}' for dues.");
        foreach (var (name, value) in arguments) text = text.Replace("{" + name + "}", value, StringComparison.Ordinal);
        return text;
    }
}
