using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ClusterTic.ServiceDefaults.Http;

/// <summary>What answers as CSV have in common.</summary>
public static class CsvAnswers
{
    /// <summary>Whether the caller wants CSV rather than JSON, by <c>format</c> or else by <c>Accept</c>.</summary>
    public static bool WantsCsv(this HttpRequest request, string? format)
    {
        if (format is not null)
            return format switch
            {
                "csv" => true,
                "json" => false,
                _ => throw ProblemException.Field("format", "format-unknown"),
            };
        var accepted = request.GetTypedHeaders().Accept;
        return Quality("text/csv") > Quality("application/json");

        double Quality(string type) => accepted
            .Where(each => new MediaTypeHeaderValue(type).IsSubsetOf(new MediaTypeHeaderValue(each.MediaType)))
            .OrderByDescending(each => each.MatchesAllTypes ? 0 : each.MatchesAllSubTypes ? 1 : 2)
            .Select(each => each.Quality ?? 1)
            .FirstOrDefault();
    }

    /// <summary>
    /// A text that a spreadsheet does not take for a formula: where it would, an apostrophe comes first. Also where blanks
    /// come before it, and in the full-width forms that some spreadsheets take alike.
    /// </summary>
    public static string? Harmless(string? text)
    {
        if (string.IsNullOrEmpty(text)) return text;
        if (text[0] is '\t' or '\r' or '\n') return "'" + text;
        return text.AsSpan().TrimStart() is [var first, ..] && first is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠' ? "'" + text : text;
    }
}
