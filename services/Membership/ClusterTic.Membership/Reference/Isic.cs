using System.Collections.Frozen;

namespace ClusterTic.Membership.Reference;

/// <summary>Divisions of the International Standard Industrial Classification, revision 4.</summary>
static class Isic
{
    static readonly string[][] Rows = [.. ReferenceTable.Read("isic.csv", ';')];
    static readonly HashSet<string> Divisions = [.. Rows.Select(row => row[0])];
    static readonly FrozenDictionary<string, string> Codes = Rows
        .SelectMany(row => row.Skip(1), (row, name) => (Key: Words.Key(name), Code: row[0])).DistinctBy(one => one.Key)
        .ToFrozenDictionary(one => one.Key, one => one.Code, StringComparer.Ordinal);

    public static bool Holds(string division) => Divisions.Contains(division);

    /// <summary>The code of a division by its name in either language, also behind its code, or by the number that a spreadsheet makes of « 01 »; else what was given.</summary>
    public static string CodeOf(string typed) => typed switch
    {
        [>= '0' and <= '9'] => "0" + typed,
        [>= '0' and <= '9', >= '0' and <= '9', var next, ..] when !char.IsLetterOrDigit(next) => typed[..2],
        _ => Codes.GetValueOrDefault(Words.Key(typed)) ?? typed,
    };
}
