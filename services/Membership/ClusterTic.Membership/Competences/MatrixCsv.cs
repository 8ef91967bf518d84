using System.Globalization;

namespace ClusterTic.Membership.Competences;

/// <summary>The matrix as a file. Columns have their codes as headings.</summary>
static class MatrixCsv
{
    public static async Task WriteAsync(Stream output, CompetenceMatrix matrix, CancellationToken cancel)
    {
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        await using var csv = Csv.Write(output);
        foreach (var heading in (string[])["kind", "code", "label", "total", .. matrix.Columns]) csv.WriteField(heading);
        await csv.EndRecordAsync(cancel);
        foreach (var (kind, rows) in new[] { ("class", matrix.Classes), ("tag", matrix.Tags) })
            foreach (var row in rows)
            {
                csv.WriteField(kind);
                csv.WriteField(row.Code);
                csv.WriteText(row.Label.In(language));
                csv.WriteField(row.Total);
                foreach (var members in row.Cells) csv.WriteField(members);
                await csv.EndRecordAsync(cancel);
            }

        await csv.FlushAsync(cancel);
    }
}
