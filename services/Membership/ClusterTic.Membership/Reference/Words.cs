using System.Globalization;
using System.Text;

namespace ClusterTic.Membership.Reference;

/// <summary>How words that people type are compared.</summary>
static class Words
{
    /// <summary>Small letters and digits alone, without accents: « Raison sociale » is <c>raisonsociale</c>.</summary>
    public static string Key(string text)
    {
        var key = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
            if (char.IsLetterOrDigit(letter) && CharUnicodeInfo.GetUnicodeCategory(letter) is not UnicodeCategory.NonSpacingMark)
                key.Append(char.ToLowerInvariant(letter));
        return key.ToString();
    }
}
