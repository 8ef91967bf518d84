using System.Globalization;
using System.Resources;
using System.Text;
using ClusterTic.ServiceDefaults;

namespace ClusterTic.Messaging.Mail;

/// <summary>
/// The wording of a service's mails, in the reader's own language: <c>{key}.subject</c> and <c>{key}.body</c> in its
/// <c>Resources/Mails.fr.resx</c> and <c>.en.resx</c>, with {name} for each argument.
/// </summary>
public sealed class MailTexts(ServiceIdentity service)
{
    readonly ResourceManager resources = new(service.Assembly.GetName().Name + ".Resources.Mails", service.Assembly);

    public (string Subject, string Body) In(string language, string key, params ReadOnlySpan<(string Name, string? Value)> arguments) =>
        (OneLine(Fill(Text(language, key + ".subject"), arguments)), Fill(Text(language, key + ".body"), arguments));

    /// <summary>A text that mails share, such as the wording of a code; null where there is none.</summary>
    public string? Find(string language, string key) => Set(language).GetString(key);

    string Text(string language, string key) => Find(language, key) ?? throw new MissingManifestResourceException($"No text '{key}' for mails.");

    ResourceSet Set(string language) => resources.GetResourceSet(
        CultureInfo.GetCultureInfo(language is "en" ? "en" : "fr"), createIfNotExists: true, tryParents: false)!;

    static string Fill(string text, ReadOnlySpan<(string Name, string? Value)> arguments)
    {
        var filled = new StringBuilder(text);
        foreach (var (name, value) in arguments) filled.Replace("{" + name + "}", value ?? "");
        return filled.ToString();
    }

    /// <summary>What somebody typed into a form must not begin another header.</summary>
    static string OneLine(string subject) => string.Concat(subject.Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();
}
