using System.Globalization;
using ClusterTic.ServiceDefaults.Http;
using CsvHelper;

namespace ClusterTic.Membership.Competences;

/// <summary>The matrix as a file that spreadsheets open right: UTF-8 with a mark, semicolons in French. Columns have their codes as headings.</summary>
static class MatrixCsv
{
    public static async Task WriteAsync(Stream output, CompetenceMatrix matrix, CultureInfo culture, CancellationToken cancel)
    {
        var language = culture.TwoLetterISOLanguageName;
        await using var csv = CsvWriter.Create(
            output, new CsvWriterOptions { Separator = language == "fr" ? ';' : ',', WriteByteOrderMark = true }, leaveOpen: true);
        foreach (var heading in (string[])["kind", "code", "label", "total", .. matrix.Columns]) csv.WriteField(heading);
        await csv.EndRecordAsync(cancel);
        foreach (var (kind, rows) in new[] { ("class", matrix.Classes), ("tag", matrix.Tags) })
            foreach (var row in rows)
            {
                csv.WriteField(kind);
                csv.WriteField(row.Code);
                csv.WriteField(CsvAnswers.Harmless(row.Label.In(language)));
                csv.WriteField(row.Total);
                foreach (var members in row.Cells) csv.WriteField(members);
                await csv.EndRecordAsync(cancel);
            }

        await csv.FlushAsync(cancel);
    }
}
