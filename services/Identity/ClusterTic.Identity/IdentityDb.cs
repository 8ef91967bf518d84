using ClusterTic.Identity.Accounts;
using ClusterTic.Identity.Keys;
using ClusterTic.Identity.Mail;
using ClusterTic.Messaging;
using ClusterTic.Messaging.Reads;
using ClusterTic.ServiceDefaults.Data;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using OpenIddict.EntityFrameworkCore.Models;

namespace ClusterTic.Identity;

/// <summary>Accounts, clients, tokens, keys and waiting mails: all that Identity knows.</summary>
sealed class IdentityDb(DbContextOptions<IdentityDb> options)
    : IdentityDbContext<Account, Role, Guid>(options), IDataProtectionKeyContext
{
    public DbSet<TokenKey> TokenKeys => Set<TokenKey>();

    public DbSet<OutgoingMail> Mails => Set<OutgoingMail>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.UseOpenIddict<Guid>();
        builder.AddPlatformTables();
        builder.AddMessages(); // read and written by MessagesDb
        builder.AddAccessLog(); // as well

        // Identity and OpenIddict name their tables themselves, so the naming convention leaves those alone.
        builder.Entity<Account>(account =>
        {
            account.ToTable("accounts");
            account.Property(a => a.Name).HasMaxLength(200);
            account.Property(a => a.Language).HasMaxLength(2);
            account.HasIndex(a => a.NormalizedUserName).IsUnique().HasDatabaseName("ux_accounts_user_name");
            account.HasIndex(a => a.NormalizedEmail).IsUnique().HasDatabaseName("ux_accounts_email");
        });
        builder.Entity<Role>(role =>
        {
            role.ToTable("roles");
            role.HasIndex(r => r.NormalizedName).IsUnique().HasDatabaseName("ux_roles_name");
            role.HasData(KnownRoles.Rows());
        });
        builder.Entity<IdentityUserRole<Guid>>().ToTable("account_roles");
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("account_claims");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("account_logins");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("account_tokens");
        builder.Entity<IdentityRoleClaim<Guid>>().ToTable("role_claims");

        builder.Entity<OpenIddictEntityFrameworkCoreApplication<Guid>>().ToTable("clients");
        builder.Entity<OpenIddictEntityFrameworkCoreAuthorization<Guid>>().ToTable("authorizations");
        builder.Entity<OpenIddictEntityFrameworkCoreScope<Guid>>().ToTable("scopes");
        builder.Entity<OpenIddictEntityFrameworkCoreToken<Guid>>().ToTable("tokens");

        builder.Entity<DataProtectionKey>().ToTable("data_protection_keys");
        builder.Entity<TokenKey>(key =>
        {
            key.ToTable("token_keys");
            key.Property(k => k.Use).HasConversion<string>().HasMaxLength(16);
        });
        builder.Entity<OutgoingMail>(mail =>
        {
            mail.ToTable("mails");
            mail.HasIndex(m => m.DueAt).HasDatabaseName("ix_mails_due");
        });
    }
}

sealed class IdentityDesignTime() : DesignTimeDb<IdentityDb>(options => new IdentityDb(options));
