using System.Globalization;
using System.Resources;

namespace ClusterTic.Identity.Resources;

/// <summary>Every text a reader sees, from <c>Texts.fr.resx</c> and <c>Texts.en.resx</c>.</summary>
sealed class Texts
{
    static readonly ResourceManager resources = new(typeof(Texts));

    public string this[string key, params object[] values] => In(CultureInfo.CurrentUICulture, key, values);

    public static string In(CultureInfo culture, string key, params object[] values)
    {
        var text = resources.GetString(key, culture) ?? throw new MissingManifestResourceException($"The text '{key}' is missing.");
        return values.Length == 0 ? text : string.Format(culture, text, values);
    }
}

/// <summary>The installation's name, which is configuration: <c>Cluster:Name:Fr</c> and <c>Cluster:Name:En</c>.</summary>
sealed class ClusterName(IConfiguration configuration)
{
    public string Here => In(CultureInfo.CurrentUICulture);

    public string In(CultureInfo culture) =>
        configuration[$"Cluster:Name:{culture.TwoLetterISOLanguageName}"] ?? configuration["Cluster:Name:Fr"] ?? configuration["Cluster:Id"] ?? "ClusterTic";
}
