using System.Globalization;

namespace ClusterTic.Benchmarks;

/// <summary>One measured figure, printed as one line.</summary>
static class Figure
{
    public static bool Missed { get; private set; }

    /// <summary>At least this share of the floor.</summary>
    public static void AtLeast(string name, double value, string unit, double floor, double ratio) =>
        Print(name, value, unit, floor, value / floor, $">={ratio:0.00}x", value / floor >= ratio);

    /// <summary>At most this much, whatever the floor.</summary>
    public static void AtMost(string name, double value, string unit, double? floor, double target) =>
        Print(name, value, unit, floor, value / floor, $"<={target:0.##}{unit}", value <= target);

    static void Print(string name, double value, string unit, double? floor, double? ratio, string target, bool ok)
    {
        Missed |= !ok;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name} {value:0.#} {unit} {(floor is { } f ? f.ToString("0.#", CultureInfo.InvariantCulture) : "-")} {(ratio is { } r ? r.ToString("0.00", CultureInfo.InvariantCulture) : "-")} {target} {(ok ? "ok" : "miss")}"));
    }

    public static double Percentile(this IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)Math.Ceiling(sorted.Length * share) - 1)];
    }
}
