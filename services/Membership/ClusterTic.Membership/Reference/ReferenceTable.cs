using CsvHelper;

namespace ClusterTic.Membership.Reference;

/// <summary>The rows of a table that is part of this service.</summary>
static class ReferenceTable
{
    /// <summary>Every row after the header, by columns.</summary>
    public static IEnumerable<string[]> Read(string name, char separator = ',')
    {
        using var file = typeof(ReferenceTable).Assembly.GetManifestResourceStream(typeof(ReferenceTable), name)!;
        using var table = CsvReader.Create(file, new CsvReaderOptions { Separator = separator, HasHeader = false }, leaveOpen: false);
        table.Read();
        while (table.Read()) yield return table.Current.ToArray();
    }
}
