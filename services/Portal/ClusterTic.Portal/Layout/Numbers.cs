using System.Globalization;
using ClusterTic.Portal.Remote;

namespace ClusterTic.Portal.Layout;

/// <summary>A form's whole numbers as people type them, with spaces between the thousands.</summary>
sealed class Numbers(IFormCollection form, Texts texts)
{
    readonly Dictionary<string, string[]> faults = new(StringComparer.OrdinalIgnoreCase);

    public long? Read(string field, long most)
    {
        if (form.Text(field) is not { } typed) return null;
        var digits = string.Concat(typed.Where(letter => !char.IsWhiteSpace(letter)));
        if (long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most) return number;
        faults[field] = [texts["registration.not-a-number"]];
        return null;
    }

    /// <summary>What to answer in the service's place where a number could not be read; null where all could.</summary>
    public Part<T>? Refused<T>() => faults.Count == 0
        ? null : new Part<T>("membership", PartState.Refused, Refusal: Refusal.Here(texts["common.form-has-errors"], faults));
}
