namespace ClusterTic;

/// <summary>A text in the installation's languages: <c>{ "fr": …, "en": … }</c> in API, message and database.</summary>
public sealed record LocalText(string? Fr = null, string? En = null)
{
    /// <summary>The text in the reader's language, else in the first of the others that there is.</summary>
    public string In(string language) =>
        (language.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? En ?? Fr : Fr ?? En) ?? "";

    public static implicit operator LocalText(string text) => new(text);
}
