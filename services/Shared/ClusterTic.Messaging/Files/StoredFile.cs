using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Messaging.Files;

/// <summary>A file in the service's own database: small enough for that, and kept, saved and erased with what it belongs to.</summary>
public sealed class StoredFile
{
    /// <summary>10 MB.</summary>
    public const int MostBytes = 10 * 1024 * 1024;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>As it was called where it came from; for people to read, never a path.</summary>
    public required string Name { get; init; }

    /// <summary>What it was found to be, not what the sender said.</summary>
    public required string ContentType { get; init; }

    public required byte[] Content { get; init; }

    public required byte[] Hash { get; init; }

    public required string By { get; init; }

    public required DateTimeOffset At { get; init; }

    public static StoredFile Of(string name, string contentType, byte[] content, string by, DateTimeOffset at) => new()
    {
        Name = name, ContentType = contentType, Content = content, Hash = SHA256.HashData(content), By = by, At = at,
    };
}

public static class FileModel
{
    /// <summary>Gives the service's database its table <c>files</c>; call from OnModelCreating.</summary>
    public static void AddFiles(this ModelBuilder model) => model.Entity<StoredFile>(file => file.ToTable("files").HasKey(one => one.Id));
}
