using System.Globalization;
using System.Text;

namespace ClusterTic.AppHost.Demo;

/// <summary>One CSV file (RFC 4180, with a header), row by row; every fault names file, line and column.</summary>
static class SampleTable
{
    public static IReadOnlyList<T> Read<T>(string path, Func<SampleRow, T> read)
    {
        var file = Path.GetFileName(path);
        using var text = new StreamReader(Open(path), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        try
        {
            var records = Records(text.ReadToEnd(), file);
            if (records is not [var (_, header), .. var rest])
                throw DemoFault.InFile(file, 1, "the file is empty.");
            if (rest.Find(record => record.Fields.Length != header.Length) is { Fields: { } odd } wrong)
                throw DemoFault.InFile(file, wrong.Line, $"it has {odd.Length} fields where the header has {header.Length}.");
            return [.. rest.Select(record => read(new SampleRow(header, record.Fields, file, record.Line)))];
        }
        catch (DecoderFallbackException fault)
        {
            throw new DemoFault(file, "it is not UTF-8.", "Save it as UTF-8, or take the file from the repository again.", fault);
        }
    }

    public static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new DemoFault(path, "it cannot be opened.", "Check that the file is there and may be read.", fault);
        }
    }

    static List<(int Line, string[] Fields)> Records(string text, string file)
    {
        var records = new List<(int, string[])>();
        var fields = new List<string>();
        var field = new StringBuilder();
        var (line, begun, quoted) = (1, 1, false);
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (c is '\n') line++;
            if (quoted)
            {
                if (c is not '"') field.Append(c);
                else if (at + 1 < text.Length && text[at + 1] is '"') field.Append(text[++at]);
                else quoted = false;
            }
            else if (c is '"' && field.Length == 0) quoted = true;
            else if (c is ',') EndField();
            else if (c is '\n') EndRecord();
            else if (c is not '\r') field.Append(c);
        }

        if (quoted)
            throw DemoFault.InFile(file, begun, "a quote is opened and never closed.");
        if (field.Length > 0 || fields.Count > 0)
            EndRecord();
        return records;

        void EndField()
        {
            fields.Add(field.ToString());
            field.Clear();
        }

        void EndRecord()
        {
            EndField();
            if (fields is not [""]) // an empty line is no record
                records.Add((begun, [.. fields]));
            fields.Clear();
            begun = line;
        }
    }
}

/// <param name="line">Where the row begins, as an editor counts.</param>
sealed class SampleRow(string[] header, string[] fields, string file, int line)
{
    public int Line => line;

    public string Text(string column) => Optional(column) ?? throw Fault($"column {column} is empty.");

    public string? Optional(string column)
    {
        var at = Array.IndexOf(header, column);
        if (at < 0)
            throw DemoFault.InFile(file, 1, $"there is no column {column}.");
        return string.IsNullOrWhiteSpace(fields[at]) ? null : fields[at];
    }

    public DateTimeOffset Time(string column) => OptionalTime(column) ?? throw Fault($"column {column} is empty.");

    public DateTimeOffset? OptionalTime(string column)
    {
        if (Optional(column) is not { } text)
            return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw Fault($"column {column} is no time: \"{text}\"; it should look like 2021-11-03T08:30:00Z.");
    }

    public DemoFault Fault(string what) => DemoFault.InFile(file, line, what);
}
