using ClusterTic.ServiceDefaults.Data;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Portal.Sessions;

/// <summary>What the Portal keeps: who is signed in, and the keys that protect cookies and forms. Losing it signs everybody out.</summary>
sealed class PortalDb(DbContextOptions<PortalDb> options) : DbContext(options), IDataProtectionKeyContext
{
    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddPlatformTables();
        modelBuilder.Entity<DataProtectionKey>().ToTable("data_protection_keys");
        modelBuilder.Entity<Session>(session =>
        {
            session.ToTable("sessions").HasKey(s => s.KeyHash);
            session.HasIndex(s => new { s.Issuer, s.Subject }).HasDatabaseName("ix_sessions_of_account");
            session.HasIndex(s => s.ExpiresAt).HasDatabaseName("ix_sessions_expired");
        });
    }
}

sealed class PortalDesignTime() : DesignTimeDb<PortalDb>(options => new PortalDb(options));

/// <summary>One browser of one account.</summary>
sealed class Session
{
    /// <summary>SHA-256 of what the cookie holds: whoever reads this table still has no cookie.</summary>
    public required byte[] KeyHash { get; init; }

    public required string Issuer { get; init; }

    public required string Subject { get; init; }

    /// <summary>The ticket with its tokens, under data protection.</summary>
    public required byte[] Ticket { get; set; }

    /// <summary>When the provider issued its ID token, by its clock.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; set; }
}
