using System.Security.Cryptography;
using System.Text.Json;
using ClusterTic.Membership.Competences;
using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NpgsqlTypes;

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

    public string[] Words() => LikePatterns.Words(Q);

    /// <summary>The codes that were asked for; 400 for one that nobody knows.</summary>
    public IReadOnlyList<string> Codes() => string.IsNullOrWhiteSpace(Competence)
        ? [] : Tags.CodesOf(Competence) ?? throw ProblemException.Field("competence", Rules.UnknownCompetence);

    /// <summary>Tells two filters apart in a cache, whose keys take neither every letter nor any length.</summary>
    public string Key() => Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        (string?[])[Region, Type, Category, Size, string.Join(' ', Codes()), string.Join(' ', Words())])));

    /// <param name="near">Words may be misspelt: parts of three letters decide.</param>
    /// <param name="but">A facet that is left out, to count what else it offers.</param>
    public IQueryable<Organisation> Of(MembershipDb db, bool near = false, string? but = null)
    {
        var members = db.Organisations.AsNoTracking().Where(one => one.Status == OrganisationStatus.Member);
        if (Asked(Region, nameof(Region))) members = members.Where(one => one.Region == Region);
        if (Asked(Type, nameof(Type))) members = members.Where(one => one.Type == Type);
        if (Asked(Category, nameof(Category))) members = members.Where(one => one.Category == Category);
        if (Asked(Size, nameof(Size))) members = members.Where(one => one.SmeClass == Size && !one.Hidden.Contains(HiddenFields.Size));
        if (but is not nameof(Competence))
        {
            foreach (var code in Codes())
            {
                var prefix = (Cpv.TryParse(code, out var cpv) ? cpv.Prefix : code) + "%";
                members = members.Where(one =>
                    !one.Hidden.Contains(HiddenFields.Competences) && one.Competences.Any(mine => EF.Functions.Like(mine.Code, prefix)));
            }
        }

        return Words().Aggregate(members, near ? Near : Exact);
        bool Asked(string? value, string facet) => !string.IsNullOrWhiteSpace(value) && but != facet;
    }

    /// <summary>The letters as they stand, anywhere in a word; or another form of the same word in French or English.</summary>
    static IQueryable<Organisation> Exact(IQueryable<Organisation> members, string word)
    {
        var literal = LikePatterns.Literal(word);
        return members.Where(one =>
            EF.Functions.Like(EF.Property<string>(one, SearchColumns.Text), "%" + MembershipFunctions.Fold(literal) + "%", LikePatterns.Escape)
            || EF.Property<NpgsqlTsVector>(one, SearchColumns.Words).Matches(
                EF.Functions.PlainToTsQuery(SearchColumns.French, word).Or(EF.Functions.PlainToTsQuery(SearchColumns.English, word))));
    }

    static IQueryable<Organisation> Near(IQueryable<Organisation> members, string word) => members.Where(one =>
        EF.Functions.TrigramsAreWordSimilar(MembershipFunctions.Fold(word), EF.Property<string>(one, SearchColumns.Text)));
}

/// <summary>What the database computes for the search, out of what is shown.</summary>
static class SearchColumns
{
    public const string Text = "SearchText", Words = "SearchWords";

    /// <summary>Configurations of the full-text search that take accents away before they find the stem.</summary>
    public const string French = "french_folded", English = "english_folded";

    const string Town = "case when 'town' = any(hidden) then '' else coalesce(town, '') end";
    const string DescriptionFr = "case when 'description' = any(hidden) then '' else coalesce(description ->> 'fr', '') end";
    const string DescriptionEn = "case when 'description' = any(hidden) then '' else coalesce(description ->> 'en', '') end";
    const string Names = "name || ' ' || coalesce(trade_name, '')";

    public const string TextSql = $"fold({Names} || ' ' || {Town} || ' ' || {DescriptionFr} || ' ' || {DescriptionEn})";

    public const string WordsSql =
        $"to_tsvector('public.{French}'::regconfig, {Names} || ' ' || {DescriptionFr}) || to_tsvector('public.{English}'::regconfig, {Names} || ' ' || {DescriptionEn})";
}
