using Microsoft.EntityFrameworkCore;

namespace ClusterTic.ServiceDefaults.Data;

/// <summary>The answer that was given to an <c>Idempotency-Key</c>; lives for 24 hours.</summary>
sealed class IdempotencyKey
{
    public required string Scope { get; init; }
    public required string Key { get; init; }
    public required byte[] RequestHash { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public int? Status { get; init; }
    public string? ContentType { get; init; }
    public string? Location { get; init; }
    public string? ETag { get; init; }
    public byte[]? Body { get; init; }
}

/// <summary>The last good signing keys of an issuer.</summary>
sealed class KeptIssuerKeys
{
    public required string Issuer { get; init; }
    public required string Keys { get; init; }
    public required DateTimeOffset KeptAt { get; init; }
}

/// <summary>One of the sixteen rows whose sum is the version of a kind of data; see <see cref="DataVersions"/>.</summary>
sealed class DataVersion
{
    public required string Name { get; init; }
    public required int Slot { get; init; }
    public required long Value { get; init; }
}

public static class PlatformTables
{
    /// <summary>The tables that every service with a database has; call from OnModelCreating.</summary>
    public static void AddPlatformTables(this ModelBuilder model)
    {
        model.Entity<IdempotencyKey>(table =>
        {
            table.ToTable("idempotency_keys").HasKey(key => new { key.Scope, key.Key });
            table.HasIndex(key => key.CreatedAt).HasDatabaseName("ix_idempotency_keys_expired");
        });
        model.Entity<KeptIssuerKeys>(table => table.ToTable("kept_keys").HasKey(keys => keys.Issuer));
        model.Entity<DataVersion>(table => table.ToTable("data_versions").HasKey(version => new { version.Name, version.Slot }));
    }
}
