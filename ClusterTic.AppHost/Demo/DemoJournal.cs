using System.Text.Json;

namespace ClusterTic.AppHost.Demo;

sealed record JournalEntry(string Key, Guid? Id);

/// <summary>
/// What has been loaded, one line per answered request, so that a load that was cut short goes on where it stopped.
/// It belongs to the data it describes and disappears with it.
/// </summary>
sealed class DemoJournal : IDisposable
{
    readonly Dictionary<string, Guid?> known = new(StringComparer.Ordinal);
    readonly Lock writing = new();
    readonly StreamWriter? file;

    public DemoJournal(string? path)
    {
        if (path is null)
            return;

        if (File.Exists(path))
        {
            foreach (var line in File.ReadLines(path))
                Remember(line);
        }

        file = new StreamWriter(path, append: true) { AutoFlush = true };
        file.WriteLine(); // ends a line that a crash cut off
    }

    public bool Knows(string key, out Guid? id)
    {
        lock (writing)
            return known.TryGetValue(key, out id);
    }

    public void Write(string key, Guid? id)
    {
        lock (writing)
        {
            known[key] = id;
            file?.WriteLine(JsonSerializer.Serialize(new JournalEntry(key, id), DemoJson.Default.JournalEntry));
        }
    }

    public void Dispose() => file?.Dispose();

    void Remember(string line)
    {
        if (line.Length == 0)
            return;
        try
        {
            if (JsonSerializer.Deserialize(line, DemoJson.Default.JournalEntry) is { } entry)
                known[entry.Key] = entry.Id;
        }
        catch (JsonException)
        {
            // Cut off by a crash: that request is sent again, and its idempotency key makes it harmless.
        }
    }
}
