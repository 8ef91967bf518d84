using System.Collections.Frozen;
using ClusterTic.Membership.Reference;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Imports;

/// <summary>What a column of a table can fill, and by which titles it is known.</summary>
static class ImportFields
{
    /// <summary>The column that an error file adds; left out when the file comes back.</summary>
    public static readonly string[] ErrorTitles = ["erreurs", "errors"];

    static readonly (string Field, string[] Headers)[] Columns = [.. ReferenceTable.Read("import-columns.csv").Select(row => (row[0], row[1].Split('|')))];

    static readonly FrozenDictionary<string, string> ByHeader = Columns
        .SelectMany(column => column.Headers.Append(column.Field), (column, header) => (Key: Words.Key(header), column.Field))
        .DistinctBy(pair => pair.Key).ToFrozenDictionary(pair => pair.Key, pair => pair.Field, StringComparer.Ordinal);

    static readonly FrozenDictionary<(string, string), string> Codes = ReferenceTable.Read("import-words.csv")
        .SelectMany(row => row[2].Split('|').Append(row[1]), (row, word) => (Key: (row[0], Words.Key(word)), Code: row[1]))
        .DistinctBy(pair => pair.Key).ToFrozenDictionary(pair => pair.Key, pair => pair.Code);

    /// <summary>What is the same in every year.</summary>
    public static readonly string[] All = [.. Columns.Select(column => column.Field)];

    /// <summary>Without these there is no organisation.</summary>
    public static readonly string[] Required = ["name", "contact-name", "contact-email"];

    /// <summary>For each title the field that it was taken for last time, or is known for; each field once.</summary>
    public static async Task<string[]> GuessAsync(MembershipDb db, string[] header, CancellationToken cancel)
    {
        var keys = header.Select(Words.Key).ToArray();
        var remembered = await db.ImportColumns.AsNoTracking().Where(one => keys.Contains(one.Header)).ToDictionaryAsync(one => one.Header, one => one.Field, cancel);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. keys.Select(key =>
        {
            if (ErrorTitles.Contains(key)) return "";
            var field = remembered.TryGetValue(key, out var last) ? last : ByHeader.GetValueOrDefault(key) ?? YearFields.Guess(key) ?? "";
            return field.Length > 0 && taken.Add(field) ? field : "";
        })];
    }

    /// <summary>The code of a word, for instance of « Entreprise » as a type; the word itself where none is known.</summary>
    public static string CodeOf(string field, string word) => Codes.GetValueOrDefault((field, Words.Key(word)), word);
}
