using System.Collections.Concurrent;
using System.Globalization;
using System.Resources;

namespace ClusterTic.Portal.Layout;

/// <summary>
/// The Portal's words. A key names its resource file first: <c>events.title</c> is <c>title</c> in
/// <c>Resources/Events.fr.resx</c> and <c>Resources/Events.en.resx</c>.
/// </summary>
public sealed class Texts
{
    static readonly ConcurrentDictionary<(string Area, string Language), ResourceSet?> Sets = new();

    /// <summary>The text; an unknown key is a fault of the page that asks for it.</summary>
    public string this[string key] => Find(key) ?? throw new MissingManifestResourceException($"No text '{key}'.");

    /// <summary>The text with its <c>{0}</c> placeholders filled.</summary>
    public string this[string key, params object[] arguments] =>
        string.Format(CultureInfo.CurrentCulture, this[key], arguments);

    /// <summary>The text for a number: <c>key.none</c> where there is one, <c>key.one</c>, <c>key.many</c>; <c>{0}</c> is the number.</summary>
    public string Count(string key, long count, params object[] arguments)
    {
        var french = Reader.Language == "fr";
        var form = count == 0 && Find(key + ".none") is { } none ? none
            : this[key + (count == 1 || (french && count == 0) ? ".one" : ".many")];
        return string.Format(CultureInfo.CurrentCulture, form, [count.ToString("N0", CultureInfo.CurrentCulture), .. arguments]);
    }

    /// <summary>A code's label; a code that a newer service sends and this Portal does not know is shown as it is.</summary>
    public string Code(string list, string? code) => code is null or "" ? "" : Find($"codes.{list}.{code}") ?? code;

    /// <summary>The text, or null where the key is unknown.</summary>
    public static string? Find(string key)
    {
        var dot = key.IndexOf('.', StringComparison.Ordinal);
        if (dot < 1) return null;
        var set = Sets.GetOrAdd((key[..dot], Reader.Language), static file => new ResourceManager(
                $"ClusterTic.Portal.Resources.{char.ToUpperInvariant(file.Area[0])}{file.Area[1..]}", typeof(Texts).Assembly)
            // Both languages live in satellites, so neither stands in for the other: a missing text is noticed.
            .GetResourceSet(CultureInfo.GetCultureInfo(file.Language), createIfNotExists: true, tryParents: false));
        return set?.GetString(key[(dot + 1)..]);
    }
}
