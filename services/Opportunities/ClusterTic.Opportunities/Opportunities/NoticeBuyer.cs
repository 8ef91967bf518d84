using System.Text.Json.Nodes;
using ClusterTic.Opportunities.Ocds;
using ClusterTic.Opportunities.Tiers;

namespace ClusterTic.Opportunities.Opportunities;

/// <summary>Who buys, and where: notices say it in the buyer, in the party with that role, in the procuring entity, or nowhere.</summary>
static class NoticeBuyer
{
    public static (string? Name, string? Country) Of(JsonObject process)
    {
        var buyer = process.Object("buyer");
        var entity = process.Object("tender").Object("procuringEntity");
        var parties = process.Objects("parties").ToList();
        var party = parties.Find(party => buyer.Text("id") is { } id && party.Text("id") == id)
            ?? parties.Find(party => Plays(party, "buyer"))
            ?? parties.Find(party => Plays(party, "procuringEntity"));
        JsonObject?[] holders = [buyer, party, entity];
        var name = holders.Select(holder => holder.Text("name")).FirstOrDefault(name => name is not null)
            ?? process.Text("buyer")
            ?? holders.Select(holder => holder.Object("identifier").Text("legalName")).FirstOrDefault(name => name is not null);
        var country = holders.Select(holder => CountryOf(holder.Object("address"))).FirstOrDefault(country => country is not null)
            ?? holders.Select(OfIdentifier).FirstOrDefault(country => country is not null);
        return (OcdsText.Title(name), country);
    }

    /// <summary>The countries that the tender's items are delivered to.</summary>
    public static IEnumerable<string?> Delivery(JsonObject process) => process.Object("tender").Objects("items")
        .SelectMany(item => item.Objects("deliveryAddresses").Concat(item.Objects("deliveryAddress")))
        .Select(CountryOf)
        .Distinct();

    static string? CountryOf(JsonObject? address) =>
        Countries.Find(address.Text("country")) ?? Countries.Find(address.Text("countryName"))
        ?? Countries.OfRegion(address.Text("countryName")) ?? Countries.OfRegion(address.Text("region"));

    // Registers' names begin with their country (GB-COH, NGA-BPPNO): org-id.guide.
    static string? OfIdentifier(JsonObject? organisation) =>
        Prefix(organisation.Object("identifier").Text("scheme")) ?? Prefix(organisation.Text("id"));

    static string? Prefix(string? code) => code?.IndexOf('-', StringComparison.Ordinal) is 2 or 3 ? Countries.OfRegion(code) : null;

    static bool Plays(JsonObject party, string role) => party.Texts("roles").Contains(role, StringComparer.OrdinalIgnoreCase);
}
