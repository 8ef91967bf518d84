using System.Globalization;
using System.IO.Compression;
using System.Text;
using ClusterTic.ServiceDefaults.Http;
using CsvHelper;
using MiniExcelLibs;

namespace ClusterTic.Membership.Imports;

/// <summary>How a table is written.</summary>
/// <param name="Kind">csv or xlsx.</param>
sealed record TableFormat(string Kind, string? Encoding, string? Separator);

/// <summary>
/// Reads a table as CSV or XLSX, one row in memory at a time. What a file is, is found by its content; a file that is no
/// table, or too large a one, is refused with the place.
/// </summary>
static class TableFile
{
    public const int MostColumns = 200;
    public const int MostRows = 50_000;
    const int MostCell = 10_000;
    const long MostUnpacked = 200L * 1024 * 1024;

    static readonly string[] Separators = [";", ",", "\t", "|"];
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    static TableFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <param name="encoding">As the user says; found where null.</param>
    /// <param name="separator">As the user says; found where null.</param>
    public static TableFormat Recognise(byte[] content, string? encoding, string? separator)
    {
        if (content.Length == 0) throw ProblemException.Field("file", "table-empty");
        if (content.AsSpan().StartsWith("PK\u0003\u0004"u8))
        {
            CheckUnpackedSize(content);
            return new("xlsx", null, null);
        }

        if (content.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0])) throw ProblemException.Field("file", "table-old-excel");
        if (separator is not null && !Separators.Contains(separator)) throw ProblemException.Field("separator", "separator-unknown");
        var found = EncodingOf(content, encoding);
        if (separator is null)
        {
            using var reader = new StreamReader(new MemoryStream(content), found);
            using var head = CsvReader.Create(reader, Options(null), leaveOpen: true);
            Next(head, 1);
            separator = head.Separator.ToString();
        }

        return new("csv", found.WebName, separator);
    }

    /// <summary>Every row with its number, the header (row 1) first; rows without any content are left out.</summary>
    public static IEnumerable<(int Number, string[] Cells)> Read(byte[] content, TableFormat format)
    {
        var width = 0;
        foreach (var (number, cells) in format.Kind is "xlsx" ? ReadXlsx(content) : ReadCsv(content, format))
        {
            if (number > MostRows + 1) throw ProblemException.Field("file", "table-too-long", ("most", MostRows));
            if (cells.Length > MostColumns) throw ProblemException.Field("file", "table-too-wide", ("row", number), ("columns", cells.Length), ("most", MostColumns));
            if (Array.Exists(cells, cell => cell.Length > MostCell)) throw ProblemException.Field("file", "table-cell-too-long", ("row", number), ("most", MostCell));
            if (Array.TrueForAll(cells, string.IsNullOrWhiteSpace)) continue;
            if (width == 0) width = cells.Length;
            yield return (number, Fitted(cells, width));
        }
    }

    // A spreadsheet leaves out empty cells at the end of a row, and may have some past the header.
    static string[] Fitted(string[] cells, int width)
    {
        if (cells.Length == width) return cells;
        var fitted = new string[width];
        for (var at = 0; at < width; at++) fitted[at] = at < cells.Length ? cells[at] : "";
        return fitted;
    }

    static IEnumerable<(int, string[])> ReadCsv(byte[] content, TableFormat format)
    {
        using var reader = new StreamReader(new MemoryStream(content), Encoding.GetEncoding(format.Encoding!));
        using var table = CsvReader.Create(reader, Options(format.Separator![0]), leaveOpen: true);
        for (var number = 1; Next(table, number); number++) yield return (number, Array.ConvertAll(table.Current.ToArray(), Clean));
    }

    static bool Next(CsvReader table, int number)
    {
        try
        {
            return table.Read();
        }
        catch (Exception broken) when (broken is CsvFormatException or DecoderFallbackException)
        {
            throw ProblemException.Field("file", "table-broken", ("row", number));
        }
    }

    static IEnumerable<(int, string[])> ReadXlsx(byte[] content)
    {
        using var stream = new MemoryStream(content);
        using var rows = Open(stream);
        for (var number = 1; Next(rows, number); number++)
            yield return (number, [.. ((IDictionary<string, object?>)rows.Current).Values.Select(Text)]);
    }

    static IEnumerator<dynamic> Open(Stream stream)
    {
        try
        {
            return MiniExcel.Query(stream, useHeaderRow: false, excelType: ExcelType.XLSX).GetEnumerator();
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            throw ProblemException.Field("file", "table-no-xlsx");
        }
    }

    static bool Next(IEnumerator<dynamic> rows, int number)
    {
        try
        {
            return rows.MoveNext();
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            throw ProblemException.Field("file", number == 1 ? "table-no-xlsx" : "table-broken", ("row", number));
        }
    }

    /// <summary>What the reader throws at content that is no workbook; it has no exception of its own.</summary>
    static bool IsBroken(Exception exception) =>
        exception is InvalidDataException or System.Xml.XmlException or InvalidOperationException or ArgumentException or NullReferenceException
            or KeyNotFoundException or FormatException or IndexOutOfRangeException or NotSupportedException;

    /// <summary>As a person would type it: no time where there is none, no decimals where there are none.</summary>
    static string Text(object? value) => value switch
    {
        null => "",
        string text => Clean(text),
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
        double number => number.ToString("0.############", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>Without the spaces around it and without control characters, which the database would refuse.</summary>
    static string Clean(string text)
    {
        var trimmed = Csv.Plain(text).Trim();
        return trimmed.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\t'))
            ? string.Concat(trimmed.Where(letter => !char.IsControl(letter) || letter is '\n' or '\t')) : trimmed;
    }

    static CsvReaderOptions Options(char? separator) => new()
    {
        Separator = separator,
        HasHeader = false,
        SkipEmptyLines = false, // rows are counted as the spreadsheet does
        MaxRecordSize = 4 * 1024 * 1024,
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Allow,
    };

    /// <summary>By its mark; else UTF-8 where it is valid; else what Windows calls 1252, which Excel writes.</summary>
    static Encoding EncodingOf(byte[] content, string? stated)
    {
        if (stated is not null)
        {
            try
            {
                var encoding = (Encoding)Encoding.GetEncoding(stated).Clone();
                encoding.DecoderFallback = DecoderFallback.ExceptionFallback;
                encoding.GetCharCount(content);
                return encoding;
            }
            catch (ArgumentException notThis)
            {
                throw ProblemException.Field("encoding", notThis is DecoderFallbackException ? "encoding-wrong" : "encoding-unknown", ("encoding", stated));
            }
        }

        if (content.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return Encoding.Unicode;
        if (content.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return Encoding.BigEndianUnicode;
        try
        {
            Strict.GetCharCount(content);
            return Strict;
        }
        catch (DecoderFallbackException invalid)
        {
            if (content.AsSpan().StartsWith(Encoding.UTF8.Preamble))
                throw ProblemException.Field("file", "table-no-utf8", ("row", 1 + content.AsSpan(0, Math.Clamp(invalid.Index, 0, content.Length)).Count((byte)'\n')));
            return Encoding.GetEncoding(1252);
        }
    }

    /// <summary>Unpacks without keeping: what a header says of the size can be a lie.</summary>
    static void CheckUnpackedSize(byte[] content)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(content));
            var (unpacked, buffer) = (0L, new byte[64 * 1024]);
            foreach (var entry in archive.Entries)
            {
                using var part = entry.Open();
                for (int read; (read = part.Read(buffer)) > 0;)
                    if ((unpacked += read) > MostUnpacked) throw ProblemException.Field("file", "table-bomb", ("most", MostUnpacked / 1024 / 1024));
            }
        }
        catch (InvalidDataException)
        {
            throw ProblemException.Field("file", "table-no-xlsx");
        }
    }
}
