using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClusterTic.Membership.Dues;

/// <summary>Lists about dues as files, their columns named in the reader's language.</summary>
static class DuesCsv
{
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
        await using var csv = Csv.Write(output);
        foreach (var column in columns) csv.WriteField(DuesTexts.Of(language, column));
        await csv.EndRecordAsync();
        foreach (var row in rows)
        {
            foreach (var cell in row)
            {
                if (cell is string text) csv.WriteText(text);
                else csv.WriteField(Invariant(cell));
            }

            await csv.EndRecordAsync();
        }

        await csv.FlushAsync();
    }

    static string? Invariant(object? cell) =>
        cell is DateOnly day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : Convert.ToString(cell, CultureInfo.InvariantCulture);
}
