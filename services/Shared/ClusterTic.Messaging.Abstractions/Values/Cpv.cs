using System.Diagnostics.CodeAnalysis;

namespace ClusterTic;

/// <summary>
/// A code of the Common Procurement Vocabulary 2008 (Regulation (EC) 213/2008): eight digits, from division (2) over
/// group (3), class (4) and category (5) down to 8, filled with zeros; a check digit may follow a hyphen.
/// </summary>
public readonly record struct Cpv
{
    Cpv(string code) => Code = code;

    /// <summary>Eight digits without the check digit.</summary>
    public string Code { get; }

    /// <summary>The digits that carry meaning: <c>72</c> for <c>72000000</c>, at least the division's two.</summary>
    public string Prefix => Code.TrimEnd('0') is { Length: > 2 } significant ? significant : Code[..2];

    /// <summary>The code one level up; null for a division.</summary>
    public Cpv? Parent => Prefix.Length <= 2 ? null : new Cpv(Prefix[..^1].PadRight(8, '0'));

    /// <summary>True where this code is the other one or lies below it.</summary>
    public bool IsWithin(Cpv other) => Code.StartsWith(other.Prefix, StringComparison.Ordinal);

    /// <summary>Accepts <c>72000000</c>, <c>72000000-5</c>, and codes whose leading zero a spreadsheet has dropped.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Cpv cpv)
    {
        cpv = default;
        var digits = text.AsSpan().Trim();
        if (digits.IndexOf('-') is var hyphen and > 0) digits = digits[..hyphen];
        if (digits.Length is < 7 or > 8 || digits.ContainsAnyExceptInRange('0', '9')) return false;
        var code = digits.ToString().PadLeft(8, '0');
        if (code.StartsWith("00", StringComparison.Ordinal)) return false;
        cpv = new Cpv(code);
        return true;
    }

    public override string ToString() => Code;
}
