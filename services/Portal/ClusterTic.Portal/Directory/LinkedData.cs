using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClusterTic.Membership;
using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Reference;

namespace ClusterTic.Portal.Directory;

/// <summary>A member as schema.org describes organisations, for search engines.</summary>
static class LinkedData
{
    /// <summary>Safe inside a script element: the encoder writes every angle bracket as its code.</summary>
    public static string Of(DirectoryEntry member, Reader reader)
    {
        var address = new JsonObject { ["@type"] = "PostalAddress", ["addressCountry"] = member.Country };
        if (member.Town is { } town) address["addressLocality"] = town;
        if (member.Region is not null) address["addressRegion"] = Regions.Name(member.Region);
        var data = new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = member.Type is "university" ? "CollegeOrUniversity" : member.Type is "public-body" ? "GovernmentOrganization" : "Organization",
            ["@id"] = reader.Absolute("/directory/" + member.Slug),
            ["name"] = member.TradeName ?? member.Name,
            ["legalName"] = member.Name,
            ["url"] = reader.Absolute(Reader.Url("/directory/" + member.Slug)),
            ["address"] = address,
            ["memberOf"] = new JsonObject { ["@type"] = "Organization", ["name"] = reader.ClusterName, ["url"] = reader.Absolute("/") },
        };
        if (Uri.TryCreate(member.Website, UriKind.Absolute, out var site) && site.Scheme is "http" or "https") data["sameAs"] = site.AbsoluteUri;
        if (reader.Text(member.Description) is { Length: > 0 } description) data["description"] = description;
        if (member.FoundedIn is { } year) data["foundingDate"] = year.ToString("0000", CultureInfo.InvariantCulture);
        if (member.PublicEmail is { } email) data["email"] = email;
        if (member.PublicPhone is { } phone) data["telephone"] = phone;
        if (member.Competences.Count > 0)
            data["knowsAbout"] = new JsonArray([.. member.Competences.Select(one => CpvLabels.Of(one.Code)).Distinct().Select(label => JsonValue.Create(label))]);
        return data.ToJsonString(JsonSerializerOptions.Web);
    }
}
