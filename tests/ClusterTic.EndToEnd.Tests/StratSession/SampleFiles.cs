using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.VisualBasic.FileIO;

namespace ClusterTic.EndToEnd.Tests.StratSession;

/// <summary>
/// The sample files as they lie in the repository, read with the framework's own parser and not with the loader's, so
/// that a fault of the loader cannot hide itself.
/// </summary>
static class SampleFiles
{
    public static string Folder { get; } = Find();

    public static IReadOnlyList<Row> Organisations { get; } = Read("organisations.csv");

    public static IReadOnlyList<Row> Invitations { get; } = Read("invitations.csv");

    public static IReadOnlyList<Row> Attendance { get; } = Read("attendance.csv");

    public static JsonObject Workshop { get; } = Json(Path.Combine(Folder, "workshop.json"));

    /// <summary>Each package of notices with its file's name.</summary>
    public static IReadOnlyList<(string File, JsonObject Package)> Notices { get; } =
    [
        .. from file in Directory.GetFiles(Path.Combine(Folder, "notices"), "*.json").Order(StringComparer.Ordinal)
           select (Path.GetFileName(file), Json(file)),
    ];

    public static IEnumerable<JsonObject> Releases => Notices.SelectMany(notice => notice.Package["releases"]!.AsArray()).OfType<JsonObject>();

    static List<Row> Read(string file)
    {
        using var parser = new TextFieldParser(Path.Combine(Folder, file)) { TextFieldType = FieldType.Delimited, Delimiters = [","], TrimWhiteSpace = false };
        var header = parser.ReadFields()!;
        var rows = new List<Row>();
        while (parser.ReadFields() is { } fields)
        {
            Assert.Equal(header.Length, fields.Length);
            rows.Add(new Row(header.Zip(fields).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal)));
        }

        return rows;
    }

    static JsonObject Json(string path) => JsonNode.Parse(File.ReadAllText(path))!.AsObject();

    static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var samples = Path.Combine(folder.FullName, "samples", "strat-session");
            if (Directory.Exists(samples))
                return samples;
        }

        throw new DirectoryNotFoundException("samples/strat-session is in no folder above the tests.");
    }
}

sealed record Row(IReadOnlyDictionary<string, string> Fields)
{
    public string this[string column] => Fields[column];

    public DateTimeOffset? Time(string column) =>
        this[column] is { Length: > 0 } text ? DateTimeOffset.ParseExact(text, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) : null;
}
