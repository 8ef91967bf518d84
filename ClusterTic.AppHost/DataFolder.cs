using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ClusterTic.AppHost;

/// <summary>Everything that one stack keeps between two runs, readable by its owner alone.</summary>
sealed class DataFolder
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    const UnixFileMode OwnerFolder = OwnerOnly | UnixFileMode.UserExecute;

    // Others may pass through but not look around: a server that runs as another user owns a folder inside.
    const UnixFileMode Passage = OwnerFolder | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    const string TemporaryPrefix = "clustertic-";

    readonly Dictionary<string, string> passwords;

    DataFolder(string path, bool temporary)
    {
        (Root, IsTemporary) = (path, temporary);
        Directory.CreateDirectory(path, Passage);
        passwords = File.Exists(PasswordFile)
            ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(PasswordFile)) ?? []
            : [];
    }

    public string Root { get; }

    /// <summary>Whether nobody will open it again: then the servers need not be careful with it either.</summary>
    public bool IsTemporary { get; }

    /// <summary>Tells two checkouts' containers, volumes and cookies apart.</summary>
    public string Id => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Root)))[..8];

    string LockFile => Path.Combine(Root, "lock");

    string PasswordFile => Path.Combine(Root, "passwords.json");

    public static DataFolder Open(string path) => new(path, temporary: false);

    /// <summary>A folder that <see cref="DeleteIfTemporary"/> takes away, named by its process so that the next one finds what a killed one left.</summary>
    public static DataFolder Temporary()
    {
        foreach (var left in Directory.EnumerateDirectories(Path.GetTempPath(), TemporaryPrefix + "*").Where(IsLeft))
            Delete(left);

        var name = string.Create(CultureInfo.InvariantCulture, $"{TemporaryPrefix}{Environment.ProcessId}-{Guid.CreateVersion7():N}");
        return new(Path.Combine(Path.GetTempPath(), name), temporary: true);
    }

    public string Folder(string name)
    {
        var path = Path.Combine(Root, name);
        Directory.CreateDirectory(path, Passage);
        return path;
    }

    /// <summary>Keeps a second stack off the same data for as long as the returned file is open.</summary>
    public FileStream Hold()
    {
        try
        {
            return new(LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new UsageException($"A stack is already running on {Root}. Stop it first, or give this one a folder of its own with --data.");
        }
    }

    /// <summary>Takes away everything but the folder itself and what holds it.</summary>
    public void Clear()
    {
        foreach (var folder in Directory.EnumerateDirectories(Root))
            Delete(folder);
        foreach (var file in Directory.EnumerateFiles(Root).Where(file => file != LockFile))
            File.Delete(file);
    }

    /// <summary>The same password at every start: the servers' data was made with it.</summary>
    public string Password(string name)
    {
        if (passwords.TryGetValue(name, out var known))
            return known;

        var made = passwords[name] = Generate();
        Write(PasswordFile, JsonSerializer.Serialize(passwords));
        return made;
    }

    /// <summary>Writes a file that only its owner reads, whole or not at all.</summary>
    public static void Write(string path, string content)
    {
        var next = path + ".new";
        File.Delete(next);
        using (var file = new FileStream(next, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = OwnerOnly,
        }))
        {
            file.Write(Encoding.UTF8.GetBytes(content));
        }

        File.Move(next, path, overwrite: true);
    }

    public static void Delete(string path)
    {
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
    }

    public void DeleteIfTemporary()
    {
        if (IsTemporary)
            Delete(Root);
    }

    // Long enough for a key, and with every kind of character that a password rule may ask for.
    static string Generate()
    {
        while (true)
        {
            var made = RandomNumberGenerator.GetString("abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", 32);
            if (made.Any(char.IsAsciiDigit) && made.Any(char.IsAsciiLetterLower) && made.Any(char.IsAsciiLetterUpper))
                return made;
        }
    }

    static bool IsLeft(string folder)
    {
        var name = Path.GetFileName(folder)[TemporaryPrefix.Length..].Split('-')[0];
        return int.TryParse(name, CultureInfo.InvariantCulture, out var owner) && !IsRunning(owner) && IsOurs(folder);
    }

    static bool IsOurs(string folder)
    {
        try
        {
            _ = Directory.EnumerateFileSystemEntries(folder).Any();
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false; // another user's
        }
    }

    static bool IsRunning(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
