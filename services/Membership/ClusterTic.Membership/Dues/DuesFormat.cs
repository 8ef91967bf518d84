using System.Globalization;

namespace ClusterTic.Membership.Dues;

/// <summary>Amounts as mails and documents write them, whatever the process's own culture is.</summary>
static class DuesFormat
{
    /// <summary>Between thousands in French, as the imprimerie nationale sets them: a narrow no-break space.</summary>
    const string Narrow = "\u202F";

    const string NoBreak = "\u00A0";

    public static string Amount(long amount, string language)
    {
        var format = new NumberFormatInfo { NumberGroupSeparator = IsEnglish(language) ? "," : Narrow };
        return $"{amount.ToString("N0", format)}{NoBreak}F{NoBreak}CFA";
    }

    public static bool IsEnglish(string language) => language.StartsWith("en", StringComparison.OrdinalIgnoreCase);
}
