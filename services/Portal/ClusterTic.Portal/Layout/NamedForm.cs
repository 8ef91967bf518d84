using System.Globalization;
using ClusterTic.Portal.Remote;

namespace ClusterTic.Portal.Layout;

/// <summary>What was typed into one of a page's forms, and what the service says of it. Forms of one page have fields of the same names.</summary>
/// <param name="Name">Which form; its fields' errors are found under <c>{name}.{field}</c>.</param>
/// <param name="Refusal">Null where the form is only shown again.</param>
public sealed record NamedForm(string Name, IReadOnlyDictionary<string, string> Given, Refusal? Refusal)
{
    public static NamedForm Of<T>(string name, IFormCollection form, Part<T> refused, Texts texts)
    {
        var refusal = Show.RefusalOf(refused, texts);
        return Of(name, form) with
        {
            Refusal = refusal with { Fields = refusal.Fields.ToDictionary(field => $"{name}.{field.Key}", field => field.Value, StringComparer.OrdinalIgnoreCase) },
        };
    }

    public static NamedForm Of(string name, IFormCollection form) => new(
        name,
        form.Where(field => !field.Key.StartsWith('_')).ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal),
        null);

    public static DateOnly? Day(string? typed) =>
        DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static string Typed(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>The day that it is where the cluster is.</summary>
static class LocalToday
{
    public static DateOnly Today(this Reader reader, TimeProvider clock) => DateOnly.FromDateTime(reader.Local(clock.GetUtcNow()));
}
