using System.Text;

namespace ClusterTic.Membership.Directory;

/// <summary>A vCard 4.0 (RFC 6350) of an organisation: what its public page says, nobody's personal data.</summary>
static class MemberCard
{
    const int MostOctets = 75;

    public static string Write(DirectoryEntry member, Uri page)
    {
        var card = new StringBuilder();
        Add("BEGIN", "VCARD");
        Add("VERSION", "4.0");
        Add("KIND", "org");
        Add("UID", $"urn:uuid:{member.Id}");
        Add("FN", Escape(member.TradeName ?? member.Name));
        Add("ORG", Escape(member.Name));
        Add("ADR", $";;;{Escape(member.Town ?? "")};{Escape(member.Region ?? "")};;{Escape(member.Country)}");
        if (member.PublicPhone is { } phone) Add("TEL;VALUE=uri", "tel:" + phone);
        if (member.PublicEmail is { } email) Add("EMAIL", Escape(email));
        if (member.Website is { } website) Add("URL", website.ReplaceLineEndings(""));
        if (member.Description?.Fr is { Length: > 0 } fr) Add("NOTE;LANGUAGE=fr", Escape(fr));
        if (member.Description?.En is { Length: > 0 } en) Add("NOTE;LANGUAGE=en", Escape(en));
        Add("SOURCE", page.AbsoluteUri);
        Add("END", "VCARD");
        return card.ToString();

        void Add(string name, string value) => Fold(card, $"{name}:{value}");
    }

    static string Escape(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal)
        .Replace(";", "\\;", StringComparison.Ordinal).ReplaceLineEndings("\\n");

    /// <summary>A line holds 75 octets; what follows is indented by one, and no character is cut in two.</summary>
    static void Fold(StringBuilder card, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MostOctets)
            {
                card.Append("\r\n ");
                octets = 1;
            }

            card.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        card.Append("\r\n");
    }
}
