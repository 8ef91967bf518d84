using System.Collections.Frozen;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClusterTic.Membership.Competences;

/// <summary>Tags of the house, from <c>tags.csv</c>: CPV 2008 predates much of today's work, so each stands for CPV codes.</summary>
static class Tags
{
    public static readonly IReadOnlyList<TagDetails> All = [.. Read()];

    static readonly FrozenDictionary<string, TagDetails> ByCode = All.ToFrozenDictionary(tag => tag.Code, StringComparer.Ordinal);

    public static TagDetails? Find(string? code) => code is not null && ByCode.TryGetValue(code.Trim(), out var tag) ? tag : null;

    /// <summary>The CPV code itself, or all that a tag stands for; null for neither.</summary>
    public static IReadOnlyList<string>? CodesOf(string code) =>
        Find(code) is { } tag ? tag.Codes : Cpv.TryParse(code, out var cpv) ? [cpv.Code] : null;

    public static void Map(RouteGroupBuilder competences) => competences
        .MapGet("/tags", () => TypedResults.Ok(All))
        .Requires(Policies.Public)
        .WithSummary("List the house tags");

    static IEnumerable<TagDetails> Read()
    {
        using var file = typeof(Tags).Assembly.GetManifestResourceStream("ClusterTic.Membership.Reference.tags.csv")!;
        using var lines = new StreamReader(file);
        lines.ReadLine();
        while (lines.ReadLine() is { } line)
        {
            if (line.Split(';') is not [var code, var fr, var en, var codes]) throw new FormatException($"tags.csv: {line}");
            yield return new(code, new(fr, en), codes.Split(' '));
        }
    }
}
