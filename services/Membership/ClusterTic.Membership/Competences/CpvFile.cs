using System.Text.Unicode;
using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Http;
using CsvHelper;

namespace ClusterTic.Membership.Competences;

/// <param name="Fr">Null where the file does not say.</param>
sealed record CpvLabel(string Code, string? Fr, string? En);

/// <summary>
/// A table of codes and labels as CSV, ours or the published one: a heading line, the columns <c>code</c> (or
/// <c>code_check</c>) and at least one of <c>label_fr</c> and <c>label_en</c> (or <c>fr</c>, <c>en</c>), in any order, others not minded.
/// </summary>
static class CpvFile
{
    const int MostFaults = 20;
    const int LongestLabel = 500;

    /// <summary>All of the file, or a 400 that names each line at fault (the first twenty).</summary>
    public static List<CpvLabel> Read(ReadOnlyMemory<byte> file)
    {
        if (!Utf8.IsValid(file.Span)) throw ProblemException.Field("file", Rules.CpvFileEncoding);
        using var csv = CsvReader.Create(file, new CsvReaderOptions
        {
            Separator = SeparatorOf(file.Span), TrackLineNumbers = true, TrimWhitespace = true,
            MalformedData = CsvMalformedDataHandling.Throw, FieldCountMismatch = CsvFieldCountHandling.Throw,
        });
        var (code, fr, en) = (Column(csv, "code", "code_check"), Column(csv, "label_fr", "fr"), Column(csv, "label_en", "en"));
        if (code is null || (fr ?? en) is null) throw ProblemException.Field("file", Rules.CpvFileColumns);

        var (faults, found, known) = (new Faults(), new List<CpvLabel>(), new HashSet<string>(StringComparer.Ordinal));
        var faulty = 0;
        while (faulty < MostFaults && Next(csv))
        {
            var (typed, line) = (csv.GetString(code.Value), $"lines[{csv.LineNumber}]");
            var label = (Fr: Label(csv, fr), En: Label(csv, en));
            if (faults.Check(Cpv.TryParse(typed, out var cpv), line, Rules.CpvLineCode, ("value", Short(typed)))
                && faults.Check(known.Add(cpv.Code), line, Rules.CpvLineTwice, ("value", cpv.Code))
                && faults.Check(Fits(label.Fr) && Fits(label.En) && (label.Fr ?? label.En) is not null, line, Rules.CpvLineLabel, ("most", LongestLabel)))
                found.Add(new(cpv.Code, label.Fr, label.En));
            else faulty++;
        }

        faults.Refuse();
        return found.Count > 0 ? found : throw ProblemException.Field("file", Rules.CpvFileEmpty);
    }

    static bool Next(CsvReader csv)
    {
        try
        {
            return csv.Read();
        }
        catch (CsvFormatException broken)
        {
            throw ProblemException.Field($"lines[{broken.LineNumber}]", Rules.CpvLineBroken);
        }
    }

    static int? Column(CsvReader csv, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (csv.TryGetFieldIndex(name, out var index)) return index;
        return null;
    }

    // Labels hold commas and semicolons: only the heading line says which of them separates.
    static char SeparatorOf(ReadOnlySpan<byte> file)
    {
        var heading = file[..(file.IndexOf((byte)'\n') is var end and >= 0 ? end : file.Length)];
        return heading.Contains((byte)'\t') ? '\t' : heading.Contains((byte)';') ? ';' : ',';
    }

    static string? Label(CsvReader csv, int? column) => column is { } at ? ProfileReading.Blank(csv.GetString(at)) : null;

    static bool Fits(string? label) => label is null or { Length: <= LongestLabel };

    static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
