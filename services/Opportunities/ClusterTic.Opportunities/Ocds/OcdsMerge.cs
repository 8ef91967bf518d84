using System.Text.Json.Nodes;

namespace ClusterTic.Opportunities.Ocds;

/// <summary>
/// Merges releases into the current state of their process by the rules of OCDS 1.1: in order of their dates, the last
/// value wins, null removes, arrays of objects with ids merge object by object, all other arrays are replaced whole.
/// </summary>
static class OcdsMerge
{
    /// <summary>Arrays that the standard replaces whole although their objects have ids (<c>wholeListMerge</c>).</summary>
    static readonly HashSet<string> whole = ["additionalClassifications", "additionalIdentifiers", "changes"];

    /// <summary>Fields of a release that say nothing about the process (<c>omitWhenMerged</c>).</summary>
    static readonly HashSet<string> omitted = ["id", "date", "tag"];

    /// <summary>Puts one more release on top. The release's nodes move into the state.</summary>
    public static void Apply(JsonObject state, JsonObject release)
    {
        foreach (var name in omitted) release.Remove(name);
        Merge(state, release);
    }

    /// <summary>The order in which releases of one process are merged. Only same id, same instant is left to arrival.</summary>
    public static int Compare((DateTimeOffset Date, int Stage, string Key, long Arrival) one, (DateTimeOffset Date, int Stage, string Key, long Arrival) other) =>
        one.Date.CompareTo(other.Date) is var date and not 0 ? date
        : one.Stage.CompareTo(other.Stage) is var stage and not 0 ? stage
        : string.CompareOrdinal(one.Key, other.Key) is var key and not 0 ? key
        : one.Arrival.CompareTo(other.Arrival);

    static void Merge(JsonObject state, JsonObject change)
    {
        foreach (var (name, value) in change.ToList())
        {
            change.Remove(name);
            switch (value)
            {
                case null:
                    state.Remove(name);
                    break;
                case JsonObject record when state[name] is JsonObject known:
                    Merge(known, record);
                    break;
                case JsonObject record:
                    var added = new JsonObject();
                    Merge(added, record);
                    state[name] = added;
                    break;
                case JsonArray list when !whole.Contains(name) && HasIds(list):
                    if (state[name] is not JsonArray entries || !HasIds(entries)) state[name] = entries = [];
                    MergeById(entries, list);
                    break;
                default:
                    state[name] = value;
                    break;
            }
        }
    }

    static void MergeById(JsonArray state, JsonArray change)
    {
        var known = new Dictionary<string, JsonObject>();
        foreach (var entry in state.OfType<JsonObject>()) known.TryAdd(entry.Text("id")!, entry);
        var entries = change.OfType<JsonObject>().ToList();
        change.Clear(); // a node has one parent
        foreach (var entry in entries)
        {
            var id = entry.Text("id")!;
            if (!known.TryGetValue(id, out var target)) state.Add(target = known[id] = []);
            Merge(target, entry);
        }
    }

    static bool HasIds(JsonArray list) => list.All(entry => entry is null || (entry as JsonObject).Text("id") is not null);
}
