namespace ClusterTic.Portal.Reference;

/// <summary>A small table in the assembly: semicolons between the columns, a heading line first.</summary>
static class EmbeddedTable
{
    public static IEnumerable<string[]> Read(string file)
    {
        using var stream = typeof(EmbeddedTable).Assembly.GetManifestResourceStream($"ClusterTic.Portal.Reference.{file}")
            ?? throw new InvalidOperationException($"The table {file} is not in the assembly.");
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        var rows = new List<string[]>();
        while (reader.ReadLine() is { } line)
            if (line.Length > 0) rows.Add(line.Split(';'));
        return rows;
    }
}
