using System.Globalization;
using ClusterTic.Portal.Remote;

namespace ClusterTic.Portal.Layout;

/// <summary>Reads what a <c>PostForm</c> sent.</summary>
static class FormPost
{
    public const string KeyField = "_key";
    public const string SeenField = "_seen";

    public static Attempt Attempt(this IFormCollection form) => new(
        Guid.TryParse(form[KeyField], out var key) ? key.ToString() : Guid.CreateVersion7().ToString(),
        long.TryParse(form[SeenField], NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : null);

    /// <summary>The field without the spaces around it; null where it is empty.</summary>
    public static string? Text(this IFormCollection form, string name) =>
        form[name].ToString().Trim() is { Length: > 0 } text ? text : null;

    /// <summary>The field as a day; null where it is empty.</summary>
    /// <returns>False where it is neither.</returns>
    public static bool Day(this IFormCollection form, string name, out DateOnly? day)
    {
        day = null;
        if (form.Text(name) is not { } typed) return true;
        if (!DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)) return false;
        day = read;
        return true;
    }

    /// <summary>What was typed, to be shown again.</summary>
    public static Dictionary<string, string> Typed(this IFormCollection form, params IEnumerable<string> fields) =>
        fields.ToDictionary(field => field, field => form.Text(field) ?? "", StringComparer.Ordinal);
}
