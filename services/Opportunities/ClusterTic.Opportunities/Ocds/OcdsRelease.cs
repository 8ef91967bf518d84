using System.Text.Json.Nodes;

namespace ClusterTic.Opportunities.Ocds;

/// <summary>A release that can be identified, ordered and merged.</summary>
/// <param name="Key">The release's own id, else <c>sha256-</c> and the hash of its canonical JSON.</param>
/// <param name="Date">When it was published; what the releases of a process are ordered by.</param>
/// <param name="Hash">SHA-256 of the canonical JSON.</param>
sealed record OcdsRelease(
    string Path, string Ocid, string Key, DateTimeOffset Date, IReadOnlyList<string> Tags, JsonObject Content, byte[] Canonical, byte[] Hash)
{
    /// <summary>Planning before tender before award: decides between releases of the same instant.</summary>
    public int Stage { get; } = OcdsTags.Stage(Tags);
}

/// <summary>Why one release stays out.</summary>
/// <param name="Code">Of <see cref="ReleaseFaults"/>.</param>
/// <param name="Detail">What stood there, shortened.</param>
sealed record ReleaseFault(string Path, string Code, string Detail);

static class OcdsTags
{
    public static int Stage(IReadOnlyList<string> tags) => tags.Select(Stage).DefaultIfEmpty(0).Max();

    static int Stage(string tag) => tag switch
    {
        _ when tag.StartsWith("planning", StringComparison.OrdinalIgnoreCase) => 1,
        _ when tag.EndsWith("Cancellation", StringComparison.OrdinalIgnoreCase) => 9,
        "tender" => 2,
        "tenderAmendment" or "tenderUpdate" => 3,
        _ when tag.StartsWith("award", StringComparison.OrdinalIgnoreCase) => tag.Length == 5 ? 4 : 5,
        "contract" => 6,
        "contractUpdate" or "contractAmendment" => 7,
        _ when tag.StartsWith("implementation", StringComparison.OrdinalIgnoreCase) => 8,
        "contractTermination" => 9,
        "compiled" => 10,
        _ => 0,
    };
}

/// <summary>Looks into one entry of a file.</summary>
static class OcdsReleaseReader
{
    const int IdLength = 400;

    static readonly string[] objects = ["tender", "planning"];
    static readonly string[] lists = ["awards", "award", "contracts", "contract", "parties"];

    public static OcdsRelease? Read(OcdsEntry entry, DateTimeOffset now, out ReleaseFault? fault)
    {
        var content = entry.Fault is null ? Restore(entry.Json) : null;
        fault = content is null
            ? new ReleaseFault(entry.Path, entry.Fault!, Shortened(System.Text.Encoding.UTF8.GetString(entry.Json.AsSpan(0, Math.Min(entry.Json.Length, 1000)))))
            : Check(entry, content, now);
        if (content is null || fault is not null) return null;

        Straighten(content);
        var canonical = CanonicalJson.Write(content);
        var hash = CanonicalJson.Hash(canonical);
        var tags = content.Texts("tag").ToList();
        return new OcdsRelease(
            entry.Path, Ocid(entry, content)!, content.Text("id") ?? $"sha256-{Convert.ToHexStringLower(hash)}",
            Date(content)!.Value, tags, content, canonical, hash);
    }

    /// <summary>The content of a release that was stored before.</summary>
    public static JsonObject Restore(ReadOnlySpan<byte> canonical) =>
        (JsonObject)LenientJson.Parse(canonical, OcdsLimits.Default.Depth)!;

    static ReleaseFault? Check(OcdsEntry entry, JsonObject content, DateTimeOffset now)
    {
        ReleaseFault At(string name, string code) =>
            new($"{entry.Path}.{name}", code, Shortened(content[name]?.ToJsonString() ?? "null"));

        if (Ocid(entry, content) is not { } ocid) return At("ocid", ReleaseFaults.NoOcid);
        if (ocid.Length > IdLength) return At("ocid", ReleaseFaults.IdTooLong);
        if (content.Text("id") is { Length: > IdLength }) return At("id", ReleaseFaults.IdTooLong);
        if (objects.FirstOrDefault(name => content[name] is JsonValue value && OcdsJson.Text(value) is not null) is { } section)
            return At(section, ReleaseFaults.WrongSection);
        if (lists.FirstOrDefault(name => content[name] is JsonValue value && OcdsJson.Text(value) is not null) is { } list)
            return At(list, ReleaseFaults.WrongSection);
        // A publisher's clock may run ahead by a time zone, not by more.
        if (content.Text("date") is not null) return Stated(content) <= now.AddDays(1) ? null : At("date", ReleaseFaults.BadDate);
        return Date(content) <= now.AddDays(1) ? null : At("date", ReleaseFaults.NoDate);
    }

    static string? Ocid(OcdsEntry entry, JsonObject content) =>
        content.Text("ocid") ?? (entry.Ocid?.Trim() is { Length: > 0 } ocid ? ocid : null);

    static DateTimeOffset? Stated(JsonObject content) => content.Date("date");

    // A release without a date of its own was published no later than what it tells of; the first of these that is there.
    static DateTimeOffset? Date(JsonObject content) =>
        Stated(content)
        ?? content.Object("packageInfo").Date("publishedDate")
        ?? content.Object("tender").Date("datePublished")
        ?? content.Objects("awards").Concat(content.Objects("award")).Select(award => award.Date("date")).FirstOrDefault(date => date is not null)
        ?? content.Object("tender").Object("tenderPeriod").Date("startDate");

    // One name and one shape for what publishers write in several, so that merging finds it.
    static void Straighten(JsonObject content)
    {
        foreach (var (singular, plural) in new[] { ("award", "awards"), ("contract", "contracts") })
            if (content.Remove(singular, out var node) && node is not null && content[plural] is null)
                content[plural] = node;
        foreach (var name in lists.Concat(objects))
            if (content[name] is JsonValue) content.Remove(name); // blank, or Check would have kept it out
        foreach (var name in lists.Append("tag"))
            if (content[name] is JsonObject or JsonValue)
            {
                content.Remove(name, out var one);
                content[name] = new JsonArray(one);
            }
        foreach (var name in objects.Append("buyer"))
            if (content[name] is JsonArray many)
            {
                var first = many.OfType<JsonObject>().FirstOrDefault();
                if (first is not null) many.Remove(first);
                content[name] = first;
            }
    }

    static string Shortened(string text) => text.Length <= 200 ? text : text[..199] + "…";
}
