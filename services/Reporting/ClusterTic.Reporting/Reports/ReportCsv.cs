using System.Globalization;
using ClusterTic.ServiceDefaults.Http;
using CsvHelper;

namespace ClusterTic.Reporting.Reports;

/// <summary>
/// A report as a file that spreadsheets open right: UTF-8 with a mark, RFC 4180, semicolons in French (where the comma
/// is the decimal sign) and commas otherwise. Numbers and dates stay in invariant form, so that programs read every
/// language alike. Texts that a spreadsheet would take for a formula begin with an apostrophe.
/// </summary>
static class ReportCsv
{
    public static string FileName(string report, DateTimeOffset? dataAt) => FormattableString.Invariant($"{report}_{dataAt:yyyy-MM-dd'T'HHmm'Z'}.csv");

    public static async Task WriteAsync(
        Stream output, ReportDefinition report, ReportRows rows, long waiting, CultureInfo culture, CancellationToken cancel)
    {
        var language = culture.TwoLetterISOLanguageName;
        await using var csv = CsvWriter.Create(
            output, new CsvWriterOptions { Separator = language == "fr" ? ';' : ',', WriteByteOrderMark = true }, leaveOpen: true);

        csv.WriteField(Texts.Of("column.id").In(language));
        foreach (var column in report.Columns)
        {
            csv.WriteField(column.Title.In(language));
            if (column.Kind != "percent") continue;
            csv.WriteField(Texts.Of("column.numerator").In(language));
            csv.WriteField(Texts.Of("column.denominator").In(language));
        }

        csv.WriteField(Texts.Of("column.data-at").In(language));
        csv.WriteField(Texts.Of("column.waiting").In(language));
        await csv.EndRecordAsync(cancel);

        var dataAt = rows.DataAt?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        foreach (var (_, row) in rows.Rows)
        {
            csv.WriteField(row.Id);
            for (var index = 0; index < row.Cells.Count; index++) Write(csv, report.Columns[index], row.Cells[index], language);
            csv.WriteField(dataAt);
            csv.WriteField(waiting);
            await csv.EndRecordAsync(cancel);
        }

        await csv.FlushAsync(cancel);
    }

    static void Write(CsvWriter csv, ReportColumn column, ReportCell cell, string language)
    {
        var text = cell.Suppressed ? Texts.Of("withheld").In(language) : cell.Text?.In(language) ?? cell.Value;
        csv.WriteField(column.Kind == "text" ? CsvAnswers.Harmless(text) : text);
        if (column.Kind != "percent") return;
        csv.WriteField(cell.Numerator?.ToString(CultureInfo.InvariantCulture));
        csv.WriteField(cell.Denominator?.ToString(CultureInfo.InvariantCulture));
    }
}
