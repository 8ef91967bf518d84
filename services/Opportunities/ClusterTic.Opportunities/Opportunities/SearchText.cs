using System.Globalization;
using System.Text;

namespace ClusterTic.Opportunities.Opportunities;

/// <summary>Text as it is searched: lower case, without accents, single spaces.</summary>
static class SearchText
{
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD))
            if (char.IsWhiteSpace(c))
            {
                if (folded is [.., not ' ']) folded.Append(' ');
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark)
                folded.Append(c is '’' ? '\'' : char.ToLowerInvariant(c));
        return folded.ToString().Trim();
    }
}
