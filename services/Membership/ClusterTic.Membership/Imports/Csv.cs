using System.Globalization;
using CsvHelper;

namespace ClusterTic.Membership.Imports;

/// <summary>How this service writes CSV.</summary>
static class Csv
{
    public const char Escape = '\'';

    /// <summary>The letters that a spreadsheet takes for the beginning of a formula.</summary>
    public const string Formula = "=+-@\t\r\n";

    /// <summary>
    /// What a spreadsheet would take for a formula is written so that it is read as text, and taken back when it is
    /// imported. With a mark, or Excel takes UTF-8 for something else; the separator is what it expects in that language.
    /// </summary>
    public static CsvWriter Write(Stream body, char? separator = null) => CsvWriter.Create(
        body,
        new CsvWriterOptions
        {
            Separator = separator ?? (CultureInfo.CurrentUICulture.TwoLetterISOLanguageName is "en" ? ',' : ';'),
            WriteByteOrderMark = true,
            Injection = CsvInjection.Escape,
            InjectionCharacters = Formula,
            InjectionEscape = Escape,
        },
        leaveOpen: true);
}
