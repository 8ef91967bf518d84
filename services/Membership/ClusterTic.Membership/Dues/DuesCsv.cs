using System.Globalization;
using ClusterTic.ServiceDefaults.Http;
using CsvHelper;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace ClusterTic.Membership.Dues;

/// <summary>
/// Lists as files that spreadsheets open right: UTF-8 with a mark, semicolons in French (where the comma is the decimal
/// sign) and commas otherwise; numbers and days in invariant form. Texts that a spreadsheet would take for a formula
/// begin with an apostrophe.
/// </summary>
static class DuesCsv
{
    public static bool IsWanted(string? format, HttpRequest request)
    {
        if (format is not null)
            return format switch { "csv" => true, "json" => false, _ => throw ProblemException.Field("format", DuesRules.FormatUnknown) };
        var accepted = request.GetTypedHeaders().Accept;
        return Quality("text/csv") > Quality("application/json");

        double Quality(string type) => accepted
            .Where(each => new MediaTypeHeaderValue(type).IsSubsetOf(new MediaTypeHeaderValue(each.MediaType)))
            .OrderByDescending(each => each.MatchesAllTypes ? 0 : each.MatchesAllSubTypes ? 1 : 2)
            .Select(each => each.Quality ?? 1)
            .FirstOrDefault();
    }

    /// <param name="columns">Keys of their titles in the texts of dues.</param>
    public static PushStreamHttpResult Answer(string name, DateOnly day, string[] columns, IReadOnlyList<object?[]> rows)
    {
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        return TypedResults.Stream(
            output => WriteAsync(output, language, columns, rows), "text/csv; charset=utf-8",
            string.Create(CultureInfo.InvariantCulture, $"{name}_{day:yyyy-MM-dd}.csv"));
    }

    static async Task WriteAsync(Stream output, string language, string[] columns, IReadOnlyList<object?[]> rows)
    {
        await using var csv = CsvWriter.Create(
            output, new CsvWriterOptions { Separator = DuesFormat.IsEnglish(language) ? ',' : ';', WriteByteOrderMark = true }, leaveOpen: true);
        foreach (var column in columns) csv.WriteField(DuesTexts.Of(language, column));
        await csv.EndRecordAsync();
        foreach (var row in rows)
        {
            foreach (var cell in row) csv.WriteField(Text(cell));
            await csv.EndRecordAsync();
        }

        await csv.FlushAsync();
    }

    static string? Text(object? cell) => cell switch
    {
        string text => Harmless(text),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Convert.ToString(cell, CultureInfo.InvariantCulture),
    };

    /// <summary>Also where blanks come before it, and in the full-width forms that some spreadsheets take alike.</summary>
    static string Harmless(string text)
    {
        if (text.Length == 0) return text;
        if (text[0] is '\t' or '\r' or '\n') return "'" + text;
        return text.AsSpan().TrimStart() is [var first, ..] && first is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠' ? "'" + text : text;
    }
}
