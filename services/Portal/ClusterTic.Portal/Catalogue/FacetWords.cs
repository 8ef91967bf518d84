using ClusterTic.Membership;
using ClusterTic.Portal.Components;
using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Reference;

namespace ClusterTic.Portal.Catalogue;

/// <summary>Facets of the catalogue and their values, in words.</summary>
static class FacetWords
{
    public const string Words = "q";

    /// <summary>In the order in which they are shown.</summary>
    public static readonly string[] Facets = ["kind", "division", "tag", "market", "priceModel", "exportable", "ip", "region"];

    public static IEnumerable<string> Parameters => [Words, .. Facets];

    public static string Name(Texts texts, string facet) => texts["catalogue.facet-" + facet.ToLowerInvariant()];

    public static string Value(Texts texts, string facet, string value) => facet switch
    {
        "kind" => texts.Code("offer-kind", value),
        "division" => CpvLabels.Of(value[..Math.Min(2, value.Length)] + "000000"),
        "tag" => HouseTags.Name(value),
        "market" => texts.Code("offer-market", value),
        "priceModel" => texts.Code("price-model", value),
        "exportable" => texts.Code("offer-exportable", value),
        "ip" => texts.Code("intellectual-property", value),
        "region" => Regions.Name(value) ?? value,
        _ => value,
    };

    /// <summary>What can be chosen, with how many there are of it; and what is chosen, even where there is none.</summary>
    public static IReadOnlyList<Option> Options(Texts texts, Facet facet, string? chosen)
    {
        List<Option> options = [.. facet.Values.Select(one => new Option(one.Code, $"{Value(texts, facet.Name, one.Code)} ({Reader.Number(one.Count)})"))];
        if (chosen is not null && !options.Exists(one => one.Value == chosen)) options.Add(new(chosen, Value(texts, facet.Name, chosen)));
        return options;
    }
}
