using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClusterTic.Membership.Competences;
using ClusterTic.Membership.Organisations;
using ClusterTic.Membership.Search;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Caching.Hybrid;

namespace ClusterTic.Membership.Directory;

/// <summary>What a reader of the directory asks for; every facet narrows.</summary>
sealed class DirectoryFilter
{
    /// <summary>Words that must all occur in name, town or description, in any form, without accents or case.</summary>
    [FromQuery] public string? Q { get; init; }

    /// <summary>ISO 3166-2 code.</summary>
    [FromQuery] public string? Region { get; init; }

    [FromQuery] public string? Type { get; init; }

    [FromQuery] public string? Category { get; init; }

    /// <summary>Class of the law on SMEs: micro, small, medium, large.</summary>
    [FromQuery] public string? Size { get; init; }

    /// <summary>CPV code; whoever has it or one below it. Or a house tag; whoever has each of its codes.</summary>
    [FromQuery] public string? Competence { get; init; }

    /// <summary>What is kept so must be immutable: it is handed out as it is.</summary>
    public static readonly HybridCacheEntryOptions InThisProcess = new() { Flags = HybridCacheEntryFlags.DisableDistributedCache };

    public string[] Words() => LikePatterns.Words(Q);

    /// <summary>The codes that were asked for; 400 for one that nobody knows.</summary>
    public IReadOnlyList<string> Codes() => string.IsNullOrWhiteSpace(Competence)
        ? [] : Tags.CodesOf(Competence) ?? throw ProblemException.Field("competence", Rules.UnknownCompetence);

    /// <summary>Tells two filters apart in a cache, whose keys take neither every letter nor any length.</summary>
    public string Key() => Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        (string?[])[Region, Type, Category, Size, string.Join(' ', Codes()), string.Join(' ', Words())])));

    public string WordsKey() => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', Words()))));

    /// <summary>Questions in words are too many to be kept beside those that everybody asks.</summary>
    public HybridCacheEntryOptions? Caching() => Words().Length > 0 ? InThisProcess : null;

    /// <summary>Patterns of LIKE: each code with those below it.</summary>
    public IEnumerable<string> Prefixes() => Codes().Select(code => (Cpv.TryParse(code, out var cpv) ? cpv.Prefix : code) + "%");

    const string Town = "case when 'town' = any(hidden) then '' else coalesce(town, '') end";
    const string DescriptionFr = "case when 'description' = any(hidden) then '' else coalesce(description ->> 'fr', '') end";
    const string DescriptionEn = "case when 'description' = any(hidden) then '' else coalesce(description ->> 'en', '') end";

    /// <summary>What the database keeps of a member's text: the words of what is shown.</summary>
    public static readonly string WordsSql = KnownWord.WordsSql(
        "status = 'member'", $"name || ' ' || coalesce(trade_name, '') || ' ' || {Town} || ' ' || {DescriptionFr} || ' ' || {DescriptionEn}");
}
