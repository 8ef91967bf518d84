using System.Text.Json.Nodes;

namespace ClusterTic.Opportunities.Ocds;

/// <summary>The CPV codes of a process, main classification first, without doubles.</summary>
static class OcdsCodes
{
    /// <summary>More tell nothing: the largest real notice names 60.</summary>
    const int Most = 100;

    /// <summary>The tender's codes; an award without a tender gives its own, then its contract's.</summary>
    public static IReadOnlyList<string> Of(JsonObject process)
    {
        var tender = Within(process.Object("tender")).Concat(Items(process.Object("tender"), "items")).Concat(Items(process.Object("tender"), "lots"));
        var awards = process.Objects("awards").SelectMany(award => Within(award).Concat(Items(award, "items")));
        var contracts = process.Objects("contracts").SelectMany(contract => Items(contract, "items"));
        var planning = Items(process.Object("planning"), "items");
        return new[] { tender, awards, contracts, planning }
            .Select(source => source.Distinct().Take(Most).ToList())
            .FirstOrDefault(codes => codes.Count > 0) ?? [];
    }

    static IEnumerable<string> Items(JsonObject? holder, string name) => holder.Objects(name).SelectMany(Within);

    static IEnumerable<string> Within(JsonObject? holder) => new[] { "classification", "additionalClassifications" }
        .SelectMany(holder.Objects)
        .Select(Code)
        .OfType<string>();

    static string? Code(JsonObject classification)
    {
        if (classification.Text("id") is not { } id) return null;
        var scheme = classification.Text("scheme");
        if (scheme?.StartsWith("CPV", StringComparison.OrdinalIgnoreCase) is false) return null;
        // Spreadsheets make 45233130.0 of a code; some publishers write the check digit without its hyphen.
        if (id.EndsWith(".0", StringComparison.Ordinal)) id = id[..^2];
        if (id.Length == 9 && id.All(char.IsAsciiDigit)) id = id[..8];
        // Eight digits can also be a UNSPSC code: without a scheme only the check digit tells that it is CPV.
        if (scheme is null && id.IndexOf('-', StringComparison.Ordinal) != 8) return null;
        return Cpv.TryParse(id, out var cpv) ? cpv.Code : null;
    }
}
