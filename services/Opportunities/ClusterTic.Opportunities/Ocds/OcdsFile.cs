using System.Globalization;
using System.Text.Json;

namespace ClusterTic.Opportunities.Ocds;

/// <summary>One release as it lies in a file, not yet looked into, or the reason why it cannot be one.</summary>
/// <param name="Path">JSON path in the file.</param>
/// <param name="Json">UTF-8; the entry's own copy.</param>
/// <param name="Ocid">What the record around it says, where it says so before.</param>
/// <param name="Fault">A code of <see cref="ReleaseFaults"/>.</param>
readonly record struct OcdsEntry(string Path, byte[] Json, string? Ocid = null, string? Fault = null);

/// <summary>
/// Walks through an OCDS file, release by release: release package, record package, bare record, bare release, a list
/// of any of them, or one of them a line. Only one release is in memory at a time.
/// </summary>
/// <remarks>
/// A record's own releases are taken. Where one of them is only linked, or none is there, its compiled release stands
/// in for them; where that is missing too, each link is a fault of its own.
/// </remarks>
sealed class OcdsFile(Stream stream, OcdsLimits limits)
{
    const int ListsInLists = 4;

    readonly JsonWindow window = new(stream, limits);
    bool recognised, anything;

    /// <summary>Reads to the end of the file and says how many values stand in it side by side (more than one: one a line).</summary>
    public static int Check(Stream stream, OcdsLimits limits)
    {
        var file = new OcdsFile(stream, limits);
        var values = 0;
        while (file.window.Peek("$") is not JsonTokenType.None)
        {
            foreach (var _ in file.Top(values == 0 ? "$" : Element("$", values)))
            {
            }
            values++;
        }
        if (values == 0) throw new OcdsFileException(OcdsFileFaults.Empty, file.window.Place("$"));
        if (file.anything && !file.recognised) throw new OcdsFileException(OcdsFileFaults.WrongKind, new OcdsPlace(1, 1, "$"));
        return values;
    }

    /// <param name="values">What <see cref="Check"/> gave.</param>
    public static IEnumerable<OcdsEntry> Read(Stream stream, int values, OcdsLimits limits)
    {
        var file = new OcdsFile(stream, limits);
        for (var value = 0; file.window.Peek("$") is not JsonTokenType.None; value++)
        foreach (var entry in file.Top(values == 1 ? "$" : Element("$", value)))
            yield return entry;
    }

    IEnumerable<OcdsEntry> Top(string path) => window.Peek(path) is JsonTokenType.StartObject or JsonTokenType.StartArray
        ? Any(path, 0)
        : throw new OcdsFileException(OcdsFileFaults.WrongKind, window.Place(path));

    IEnumerable<OcdsEntry> Any(string path, int lists)
    {
        switch (window.Peek(path))
        {
            case JsonTokenType.StartArray when lists < ListsInLists:
                return Each(path, element => Any(element, lists + 1));
            case JsonTokenType.StartObject when window.AnyName(path, IsContainer):
                return Container(path);
            default:
                return One(path, ocid: null);
        }
    }

    IEnumerable<OcdsEntry> Each(string path, Func<string, IEnumerable<OcdsEntry>> read)
    {
        window.Read(path);
        for (var index = 0; window.Peek(Element(path, index)) is not JsonTokenType.EndArray; index++)
        foreach (var entry in read(Element(path, index)))
            yield return entry;
        window.Read(path);
    }

    /// <summary>A package or a record: both hold releases, a package of records holds records.</summary>
    IEnumerable<OcdsEntry> Container(string path)
    {
        recognised = anything = true;
        string? ocid = null;
        byte[]? compiled = null;
        var embedded = 0;
        var linked = new List<OcdsEntry>();
        window.Read(path);
        while (window.Read(path) is JsonTokenType.PropertyName)
        {
            var name = string.Concat(window.Text.Where(c => !char.IsWhiteSpace(c)));
            var child = $"{path}.{name}";
            switch (name)
            {
                case "releases":
                    foreach (var entry in Children(child, element => One(element, ocid)))
                        if (entry.Fault is ReleaseFaults.Linked) linked.Add(entry);
                        else
                        {
                            embedded++;
                            yield return entry;
                        }
                    break;
                case "records":
                    foreach (var entry in Children(child, element => Any(element, ListsInLists)))
                    {
                        embedded++;
                        yield return entry;
                    }
                    break;
                case "compiledRelease" when window.Peek(child) is JsonTokenType.StartObject:
                    compiled = window.Value(child).ToArray();
                    break;
                case "ocid" when window.Peek(child) is JsonTokenType.String:
                    window.Read(child);
                    ocid = window.Text;
                    break;
                default:
                    window.Skip(child);
                    break;
            }
        }
        if (compiled is not null && (linked.Count > 0 || embedded == 0))
            yield return new OcdsEntry($"{path}.compiledRelease", compiled, ocid);
        else
            foreach (var entry in linked) yield return entry;
    }

    /// <summary>What should be an array, and in some files is one object or null.</summary>
    IEnumerable<OcdsEntry> Children(string path, Func<string, IEnumerable<OcdsEntry>> read)
    {
        switch (window.Peek(path))
        {
            case JsonTokenType.StartArray: return Each(path, read);
            case JsonTokenType.StartObject: return read(path);
            case JsonTokenType.Null:
                window.Read(path);
                return [];
            default: throw new OcdsFileException(OcdsFileFaults.WrongKind, window.Place(path));
        }
    }

    IEnumerable<OcdsEntry> One(string path, string? ocid)
    {
        anything = true;
        if (window.Peek(path) is not JsonTokenType.StartObject)
        {
            var value = window.Value(path).ToArray();
            var isAddress = value.AsSpan().StartsWith("\"http"u8);
            return [new OcdsEntry(path, value, ocid, isAddress ? ReleaseFaults.Linked : ReleaseFaults.NotAnObject)];
        }
        recognised |= window.AnyName(path, IsRelease);
        var isLink = window.AnyName(path, name => name is "url") && !window.AnyName(path, IsContent);
        return [new OcdsEntry(path, window.Value(path).ToArray(), ocid, isLink ? ReleaseFaults.Linked : null)];
    }

    static bool IsContainer(string name) => name is "releases" or "records" or "compiledRelease";

    static bool IsRelease(string name) => IsContent(name) || name is "tag" or "buyer" or "parties" or "initiationType";

    static bool IsContent(string name) =>
        name is "ocid" or "tender" or "planning" or "awards" or "award" or "contracts" or "contract";

    static string Element(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");
}
