using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Catalogue;

/// <summary>Addresses that can be read: « Caisse à crédit » is <c>caisse-a-credit</c>.</summary>
static class Slugs
{
    const int Longest = 80;

    /// <summary>With a number behind it where another offer has it.</summary>
    public static async Task<string> SlugAsync(this MembershipDb db, string name, CancellationToken cancel)
    {
        var slug = Of(name);
        var beginning = slug + "-";
        var taken = await db.Offers.Where(one => one.Slug == slug || one.Slug.StartsWith(beginning)).Select(one => one.Slug).ToListAsync(cancel);
        var free = slug;
        for (var number = 2; taken.Contains(free); number++) free = beginning + number.ToString(CultureInfo.InvariantCulture);
        return free;
    }

    public static string Of(string name)
    {
        var slug = new StringBuilder();
        foreach (var letter in name.Normalize(NormalizationForm.FormD))
            if (char.IsAsciiLetterOrDigit(letter)) slug.Append(char.ToLowerInvariant(letter));
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) is not UnicodeCategory.NonSpacingMark && slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        var whole = slug.ToString(0, Math.Min(slug.Length, Longest)).Trim('-');
        return whole.Length > 0 ? whole : "offre"; // a name in letters of another script
    }
}
