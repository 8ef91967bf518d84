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
}
