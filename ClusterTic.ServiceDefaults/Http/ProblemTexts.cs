using System.Collections.Concurrent;
using System.Globalization;
using System.Resources;
using System.Text;

namespace ClusterTic.ServiceDefaults.Http;

/// <summary>The wording of problems, in the reader's language: the service's own first, then the suite's.</summary>
public sealed class ProblemTexts(ServiceIdentity service)
{
    readonly ResourceManager?[] sources =
    [
        ResourcesOf(service.Assembly.GetName().Name + ".Resources.Problems", service.Assembly),
        ResourcesOf("ClusterTic.ServiceDefaults.Resources.Problems", typeof(ProblemTexts).Assembly),
    ];

    readonly ConcurrentDictionary<(string, string), string?> found = new();

    /// <summary>The text under a code; null where there is none.</summary>
    public string? Find(string code, params IEnumerable<(string Name, object? Value)> arguments)
    {
        var culture = CultureInfo.CurrentUICulture;
        var text = found.GetOrAdd((code, culture.TwoLetterISOLanguageName), key => Lookup(key.Item1, culture));
        if (text is null) return null;
        var filled = new StringBuilder(text);
        foreach (var (name, value) in arguments)
            filled.Replace("{" + name + "}", Convert.ToString(value, culture));
        return filled.ToString();
    }

    string? Lookup(string code, CultureInfo culture) =>
        sources.Select(source => SetOf(source, culture)?.GetString(code)).FirstOrDefault(text => text is not null);

    /// <summary>The set of the language itself: there is no neutral one behind it.</summary>
    static ResourceSet? SetOf(ResourceManager? source, CultureInfo culture) => source?.GetResourceSet(
        CultureInfo.GetCultureInfo(culture.TwoLetterISOLanguageName is "en" ? "en" : "fr"), createIfNotExists: true, tryParents: false);

    static ResourceManager? ResourcesOf(string name, System.Reflection.Assembly assembly)
    {
        // The texts live in satellites only, so that both languages are alike; a service may have none of its own.
        var resources = new ResourceManager(name, assembly);
        try
        {
            return SetOf(resources, CultureInfo.GetCultureInfo("fr")) is null ? null : resources;
        }
        catch (MissingManifestResourceException)
        {
            return null;
        }
    }
}
