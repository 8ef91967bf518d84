using System.IO.Compression;
using System.Text;
using ClusterTic.Membership.Imports;
using ClusterTic.ServiceDefaults.Http;
using CsCheck;
using MiniExcelLibs;

namespace ClusterTic.Membership.Tests.Imports;

/// <summary>What a table may look like, and what is no table.</summary>
public sealed class TableFileTests
{
    static TableFileTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("nom;ville\nÉté;Abidjan", ";", "utf-8", "utf-8")]
    [InlineData("nom,ville\nÉté,Abidjan", ",", "utf-8", "utf-8")]
    [InlineData("nom\tville\nÉté\tAbidjan", "\t", "windows-1252", "windows-1252")]
    [InlineData("nom|ville\r\nÉté|Abidjan\r\n", "|", "utf-16", "utf-16")]
    public void Separator_and_encoding_are_found(string text, string separator, string written, string found)
    {
        var encoding = Encoding.GetEncoding(written);
        byte[] content = [.. encoding.Preamble, .. encoding.GetBytes(text)];
        var format = TableFile.Recognise(content, null, null);
        Assert.Equal(("csv", found, separator), (format.Kind, format.Encoding, format.Separator));
        Assert.Equal(["1 nom ville", "2 Été Abidjan"], Shown(content, format));
    }

    [Fact]
    public void Rows_are_numbered_as_a_spreadsheet_does_and_fitted_to_the_header()
    {
        var content = "nom;ville;pays\n\n\"Deux\nlignes\";Man\n;;\nUn;Bouaké;CI;de trop"u8.ToArray();
        Assert.Equal(["1 nom ville pays", "3 Deux\nlignes Man ", "5 Un Bouaké CI"], Shown(content, TableFile.Recognise(content, null, null)));
    }

    [Fact]
    public void Names_in_any_script_come_through()
    {
        var names = new[] { "شركة الابتكار", "חדשנות", "创新", "🚀 Décollage", "a\u202Eb" };
        var content = Encoding.UTF8.GetBytes("name\n" + string.Join('\n', names));
        Assert.Equal(names, TableFile.Read(content, TableFile.Recognise(content, null, ";")).Skip(1).Select(row => row.Cells[0]));
    }

    [Fact]
    public void A_workbook_gives_its_cells_as_a_person_would_type_them()
    {
        var content = Workbook([new() { ["nom"] = "Été", ["annee"] = 2015, ["depuis"] = new DateTime(2021, 11, 3, 0, 0, 0, DateTimeKind.Unspecified), ["vide"] = null }]);
        Assert.Equal(["1 nom annee depuis vide", "2 Été 2015 2021-11-03 "], Shown(content, TableFile.Recognise(content, null, null)));
    }

    [Fact]
    public void What_was_written_for_a_spreadsheet_is_read_back_as_it_was() => Gen.String[Gen.Char[" =+-@\"a;é,\n\t"], 0, 12].Array[1, 5].Sample(cells =>
    {
        using var written = new MemoryStream();
        using (var csv = Csv.Write(written, ';'))
        {
            csv.WriteRecord(Enumerable.Range(0, cells.Length).Select(at => "c" + at).ToArray());
            foreach (var cell in cells) csv.WriteText(cell);
            csv.EndRecord();
        }

        var content = written.ToArray();
        var expected = cells.Select(cell => cell.Trim()).ToArray();
        var read = TableFile.Read(content, TableFile.Recognise(content, null, ";")).Skip(1).ToList();
        if (Array.TrueForAll(expected, cell => cell.Length == 0)) Assert.Empty(read);
        else Assert.Equal(expected, read[0].Cells);
    }, iter: 500);

    [Theory]
    [InlineData("", "table-empty")]
    [InlineData("nom;ville\n\"Été;Abidjan", "table-broken")]
    public void What_is_no_table_is_refused(string text, string code) => Refused(Encoding.UTF8.GetBytes(text), code);

    [Fact]
    public void A_table_of_ten_thousand_columns_is_refused() =>
        Refused(Encoding.UTF8.GetBytes(string.Join(';', Enumerable.Range(0, 10_000).Select(at => $"c{at}")) + "\n1"), "table-too-wide");

    [Fact]
    public void A_table_with_too_many_rows_is_refused() =>
        Refused(Encoding.UTF8.GetBytes("nom\n" + string.Concat(Enumerable.Repeat("a\n", TableFile.MostRows + 1))), "table-too-long");

    [Fact]
    public void A_file_that_only_says_it_is_utf8_is_refused_with_the_row()
    {
        byte[] content = [0xEF, 0xBB, 0xBF, .. "nom\nA\n"u8, 0xC3, 0x28, .. "\n"u8];
        var refused = Refused(content, "table-no-utf8");
        Assert.Contains(("row", (object?)3), refused.Arguments);
    }

    [Fact]
    public void An_encoding_that_the_file_is_not_in_is_refused() =>
        Assert.Equal("encoding-wrong", Assert.Throws<ProblemException>(() => TableFile.Recognise([.. "nom\n"u8, 0xE9], "utf-8", null)).Code);

    [Fact]
    public void A_workbook_that_unpacks_to_too_much_is_refused_whatever_its_header_says()
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        using (var sheet = archive.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.SmallestSize).Open())
        {
            var nothing = new byte[1024 * 1024];
            for (var megabyte = 0; megabyte < 210; megabyte++) sheet.Write(nothing);
        }

        Assert.True(packed.Length < 1024 * 1024);
        Refused(packed.ToArray(), "table-bomb");
    }

    [Theory]
    [InlineData("PK\u0003\u0004 no archive behind it", "table-no-xlsx")]
    [InlineData("a text", "table-no-xlsx")]
    public void A_workbook_that_is_none_is_refused(string text, string code)
    {
        var content = Encoding.Latin1.GetBytes(text);
        if (text[0] == 'P') Refused(content, code);
        else Assert.Throws<ProblemException>(() => TableFile.Read(content, new("xlsx", null, null)).ToList());
    }

    static ProblemException Refused(byte[] content, string code)
    {
        var refused = Assert.Throws<ProblemException>(() => TableFile.Read(content, TableFile.Recognise(content, null, null)).ToList());
        Assert.Equal(code, refused.Code);
        return refused;
    }

    static IEnumerable<string> Shown(byte[] content, TableFormat format) => TableFile.Read(content, format).Select(row => $"{row.Number} {string.Join(' ', row.Cells)}");

    internal static byte[] Workbook(IEnumerable<Dictionary<string, object?>> rows)
    {
        using var stream = new MemoryStream();
        MiniExcel.SaveAs(stream, rows);
        return stream.ToArray();
    }
}
