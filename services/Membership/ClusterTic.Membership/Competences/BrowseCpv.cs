using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Competences;

/// <summary>The vocabulary, for everybody: level by level, or by words in either language and the beginning of a code.</summary>
static class BrowseCpv
{
    public static void Map(RouteGroupBuilder competences)
    {
        competences.MapGet("/cpv", List).Requires(Policies.Public).WithSummary("Browse or search the vocabulary");
        competences.MapGet("/cpv/{code}", Show).Requires(Policies.Public).WithSummary("Show a code with what is above it");
    }

    /// <param name="parent">Whose children; the divisions without it. With <paramref name="q"/>: below which.</param>
    /// <param name="q">Words that must all occur in code or label; a number is the beginning of a code.</param>
    static async Task<Ok<Page<CpvCodeDetails>>> List(
        string? parent, string? q, [AsParameters] Paging paging, MembershipDb db, HttpResponse response, CancellationToken cancel)
    {
        var above = string.IsNullOrWhiteSpace(parent) ? (Cpv?)null
            : Cpv.TryParse(parent, out var cpv) ? cpv : throw ProblemException.Field("parent", Rules.UnknownCompetence);
        var words = LikePatterns.Words(q);
        var codes = db.CpvCodes.AsNoTracking();
        if (words.Length > 0) codes = Found(codes, words, above);
        else if (above is { } under) codes = codes.Where(one => one.Parent == under.Code);
        else codes = codes.Where(one => one.Parent == null);

        if (paging.Count is true) response.TotalCount(await codes.LongCountAsync(cancel));
#pragma warning disable CA1309 // the database compares, and these are digits
        if (paging.Keys(1) is [var last]) codes = codes.Where(one => string.Compare(one.Code, last) > 0);
#pragma warning restore CA1309
        var rows = await Details(db, codes.OrderBy(one => one.Code).Take(paging.Take + 1)).ToListAsync(cancel);
        return TypedResults.Ok(new Page<CpvCodeDetails>(
            [.. rows.Take(paging.Take)], rows.Count > paging.Take ? Cursor.Of(rows[paging.Take - 1].Code) : null));
    }

    static async Task<Results<Ok<CpvCodePath>, NotFound>> Show(string code, MembershipDb db, CancellationToken cancel)
    {
        if (!Cpv.TryParse(code, out var cpv)) return TypedResults.NotFound();
        var line = CpvLabels.WithAncestors(cpv);
        var known = await Details(db, db.CpvCodes.AsNoTracking().Where(one => line.Contains(one.Code)).OrderBy(one => one.Depth)).ToListAsync(cancel);
        return TypedResults.Ok(new CpvCodePath(
            cpv.Code, known.Count > 0 ? known[^1].Label : null, known.Exists(one => one.Code == cpv.Code), known.FindAll(one => one.Code != cpv.Code)));
    }

    static IQueryable<CpvCode> Found(IQueryable<CpvCode> codes, string[] words, Cpv? above)
    {
        if (above is { } under)
        {
            var prefix = under.Prefix + "%";
            codes = codes.Where(one => EF.Functions.Like(one.Code, prefix));
        }

        foreach (var word in words)
            if (Cpv.TryParse(word, out var whole)) codes = Below(codes, whole.Prefix);
            else if (word.All(char.IsAsciiDigit)) codes = Below(codes, word);
            else codes = Named(codes, LikePatterns.Literal(word));
        return codes;
    }

    static IQueryable<CpvCode> Named(IQueryable<CpvCode> codes, string literal) => codes.Where(one => EF.Functions.Like(
        EF.Property<string>(one, "SearchText"), "%" + MembershipFunctions.Fold(literal) + "%", LikePatterns.Escape));

    static IQueryable<CpvCode> Below(IQueryable<CpvCode> codes, string digits)
    {
        var prefix = digits + "%";
        return codes.Where(one => EF.Functions.Like(one.Code, prefix));
    }

    static IQueryable<CpvCodeDetails> Details(MembershipDb db, IQueryable<CpvCode> codes) => codes.Select(one => new CpvCodeDetails(
        one.Code, new LocalText(one.Fr, one.En), one.Parent, CpvCode.NameOf(one.Depth), db.CpvCodes.Any(child => child.Parent == one.Code)));
}
