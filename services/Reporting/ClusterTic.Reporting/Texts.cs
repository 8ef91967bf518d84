using System.Collections.Concurrent;
using System.Globalization;
using System.Resources;

namespace ClusterTic.Reporting;

/// <summary>Titles, headings and labels in both languages, from <c>Resources/Texts.fr.resx</c> and <c>.en.resx</c>.</summary>
static class Texts
{
    static readonly ResourceManager Source = new("ClusterTic.Reporting.Resources.Texts", typeof(Texts).Assembly);
    static readonly ResourceSet French = Satellite("fr");
    static readonly ResourceSet English = Satellite("en");

    static readonly ConcurrentDictionary<(string Kind, string Code), LocalText> Labels = new();

    public static LocalText Of(string key) => Find(key) ?? throw new MissingManifestResourceException($"No text {key}");

    /// <summary>A code's label, or the code itself where this build has none for it.</summary>
    public static LocalText Label(string kind, string code) =>
        Labels.TryGetValue((kind, code), out var known) ? known
        : Find($"{kind}.{code}") is { } found ? Labels.GetOrAdd((kind, code), found) // only ours, so that strange codes do not pile up
        : new LocalText(code, code);

    public static LocalText Join(LocalText one, LocalText other) => new(
        $"{one.Fr}{French.GetString("join")}{other.Fr}", $"{one.En}{English.GetString("join")}{other.En}");

    public static LocalText? Find(string key) =>
        French.GetString(key) is { } french && English.GetString(key) is { } english ? new(french, english) : null;

    static ResourceSet Satellite(string language) =>
        Source.GetResourceSet(CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: false)
        ?? throw new MissingManifestResourceException($"No texts in {language}");
}
