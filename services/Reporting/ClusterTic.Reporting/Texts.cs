using System.Globalization;
using System.Resources;

namespace ClusterTic.Reporting;

/// <summary>Titles, headings and labels in both languages, from <c>Resources/Texts.fr.resx</c> and <c>.en.resx</c>.</summary>
static class Texts
{
    static readonly ResourceManager Source = new("ClusterTic.Reporting.Resources.Texts", typeof(Texts).Assembly);
    static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr");
    static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    public static LocalText Of(string key) => Find(key) ?? throw new MissingManifestResourceException($"No text {key}");

    /// <summary>A code's label, or the code itself where this build has none for it.</summary>
    public static LocalText Label(string kind, string code) => Find($"{kind}.{code}") ?? new LocalText(code, code);

    public static LocalText Join(LocalText one, LocalText other) => new(
        $"{one.Fr}{Source.GetString("join", French)}{other.Fr}", $"{one.En}{Source.GetString("join", English)}{other.En}");

    static LocalText? Find(string key) =>
        Source.GetString(key, French) is { } french && Source.GetString(key, English) is { } english ? new(french, english) : null;
}
