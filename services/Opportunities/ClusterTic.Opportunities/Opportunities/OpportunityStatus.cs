using System.Text.Json.Nodes;
using ClusterTic.Opportunities.Ocds;

namespace ClusterTic.Opportunities.Opportunities;

/// <summary>Where a contracting process stands.</summary>
static class OpportunityStatus
{
    public const string Planned = "planned";
    public const string Open = "open";
    public const string Closed = "closed";
    public const string Awarded = "awarded";
    public const string Cancelled = "cancelled";

    public static readonly string[] All = [Planned, Open, Closed, Awarded, Cancelled];

    /// <summary>
    /// A cancelled tender is cancelled, whatever was awarded before; an award or a contract in force makes it awarded;
    /// else the tender's status decides, else the last tag. Unknown statuses (Moldova writes sentences) count as none.
    /// </summary>
    /// <param name="tags">Of each release, in order.</param>
    public static string Of(JsonObject process, IReadOnlyList<IReadOnlyList<string>> tags)
    {
        var tender = process.Object("tender");
        var status = tender.Text("status")?.ToLowerInvariant();
        var lastTenderTag = tags.SelectMany(release => release).LastOrDefault(tag => tag.StartsWith("tender", StringComparison.OrdinalIgnoreCase));
        if (status is "cancelled" or "canceled" or "withdrawn" || Is(lastTenderTag, "tenderCancellation")) return Cancelled;

        var awards = process.Objects("awards").ToList();
        var contracts = process.Objects("contracts").ToList();
        if (awards.Exists(Stands) || (awards.Count == 0 && contracts.Exists(Stands))) return Awarded;
        if (Is(tags.SelectMany(release => release).LastOrDefault(IsAward), "awardCancellation")) return Cancelled;
        if (awards.Count == 0 && tags.Any(release => release.Any(tag => Is(tag, "award") || Is(tag, "contract"))) && !tags[^1].Contains("planning"))
            return status is "active" or "planned" ? Open : Awarded;

        if (status is "complete" or "unsuccessful" or "closed") return Closed;
        if (status is "planning" or "planned") return Planned;
        if (status is "active" or "open") return Open;
        return tags.All(release => release.Any(tag => tag.StartsWith("planning", StringComparison.OrdinalIgnoreCase)) && !release.Any(tag => Is(tag, "tender")))
            && tender.Object("tenderPeriod") is null
            ? Planned
            : Open;
    }

    static bool Stands(JsonObject award) => award.Text("status")?.ToLowerInvariant() is not ("cancelled" or "canceled" or "unsuccessful" or "pending");

    static bool IsAward(string tag) => tag.StartsWith("award", StringComparison.OrdinalIgnoreCase);

    static bool Is(string? tag, string name) => string.Equals(tag, name, StringComparison.OrdinalIgnoreCase);
}
