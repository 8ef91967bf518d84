using System.Globalization;
using ClusterTic.ServiceDefaults.Http;
using CsvHelper;

namespace ClusterTic.Membership;

/// <summary>
/// Files that spreadsheets open right: UTF-8 with a mark, semicolons in French (where the comma is the decimal sign) and
/// commas otherwise; numbers and days in invariant form.
/// </summary>
static class Csv
{
    /// <param name="separator">Where it is not the one that the reader's language expects.</param>
    public static CsvWriter Write(Stream body, char? separator = null) => CsvWriter.Create(
        body,
        new CsvWriterOptions { Separator = separator ?? (CultureInfo.CurrentUICulture.TwoLetterISOLanguageName is "en" ? ',' : ';'), WriteByteOrderMark = true },
        leaveOpen: true);

    /// <summary>Somebody's text, which a spreadsheet shall not take for a formula.</summary>
    public static void WriteText(this CsvWriter csv, string? text) => csv.WriteField(CsvAnswers.Harmless(text));

    /// <summary>What <see cref="WriteText"/> was given, by what it wrote.</summary>
    public static string Plain(string text) => text is ['\'', ..] && CsvAnswers.Harmless(text[1..]) == text ? text[1..] : text;
}
