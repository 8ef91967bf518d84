using System.Collections.Frozen;
using ClusterTic.Membership.Reference;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClusterTic.Membership.Competences;

/// <summary>Tags of the house, from <c>tags.csv</c>: CPV 2008 predates much of today's work, so each stands for CPV codes.</summary>
static class Tags
{
    public static readonly IReadOnlyList<TagDetails> All = 
        [.. ReferenceTable.Read("tags.csv", ';').Select(row => new TagDetails(row[0], new(row[1], row[2]), row[3].Split(' ')))];

    static readonly FrozenDictionary<string, TagDetails> ByCode = All.ToFrozenDictionary(tag => tag.Code, StringComparer.Ordinal);

    public static TagDetails? Find(string? code) => code is not null && ByCode.TryGetValue(code.Trim(), out var tag) ? tag : null;

    /// <summary>The CPV code itself, or all that a tag stands for; null for neither.</summary>
    public static IReadOnlyList<string>? CodesOf(string code) =>
        Find(code) is { } tag ? tag.Codes : Cpv.TryParse(code, out var cpv) ? [cpv.Code] : null;

    public static void Map(RouteGroupBuilder competences) => competences
        .MapGet("/tags", () => TypedResults.Ok(All))
        .Requires(Policies.Public)
        .WithSummary("List the house tags");
}
