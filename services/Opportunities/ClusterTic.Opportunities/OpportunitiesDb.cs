using ClusterTic.Messaging;
using ClusterTic.Opportunities.Imports;
using ClusterTic.Opportunities.Matches;
using ClusterTic.Opportunities.Opportunities;
using ClusterTic.Opportunities.Suppliers;
using ClusterTic.ServiceDefaults.Data;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Opportunities;

sealed class OpportunitiesDb(DbContextOptions<OpportunitiesDb> options) : ServiceDb(options)
{
    public DbSet<Opportunity> Opportunities => Set<Opportunity>();

    public DbSet<OpportunityCode> OpportunityCodes => Set<OpportunityCode>();

    public DbSet<Match> Matches => Set<Match>();

    public DbSet<Supplier> Suppliers => Set<Supplier>();

    public DbSet<MemberCompetence> MemberCompetences => Set<MemberCompetence>();

    public DbSet<Release> Releases => Set<Release>();

    public DbSet<OcdsImport> Imports => Set<OcdsImport>();

    public DbSet<Quarantined> Quarantine => Set<Quarantined>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.HasPostgresExtension("pg_trgm");
        modelBuilder.Entity<Opportunity>(table =>
        {
            table.ToTable("opportunities").Ignore(opportunity => opportunity.Value).Ignore(opportunity => opportunity.IsMatched);
            table.Property(opportunity => opportunity.Title).HasJson();
            table.Property(opportunity => opportunity.Description).HasJson();
            table.HasIndex(opportunity => opportunity.Ocid).IsUnique().HasDatabaseName("ix_opportunities_ocid");
            table.HasIndex(opportunity => new { opportunity.PublishedAt, opportunity.Id }).HasDatabaseName("ix_opportunities_newest");
            table.HasIndex(opportunity => opportunity.Search).HasMethod("gin").HasOperators("gin_trgm_ops").HasDatabaseName("ix_opportunities_search");
            table.HasIndex(opportunity => opportunity.Deadline).HasFilter("status = 'open'").HasDatabaseName("ix_opportunities_overdue");
        });
        modelBuilder.Entity<OpportunityCode>(table =>
        {
            table.ToTable("opportunity_codes").HasKey(code => new { code.OpportunityId, code.Code });
            // Ranges of codes are ranges of digits only in the collation of bytes.
            table.Property(code => code.Code).UseCollation("C");
            table.HasIndex(code => code.Code).IncludeProperties(code => new { code.OpportunityId, code.Digits }).HasDatabaseName("ix_opportunity_codes_match");
            table.HasOne<Opportunity>().WithMany().HasForeignKey(code => code.OpportunityId);
        });
        modelBuilder.Entity<Match>(table =>
        {
            table.ToTable("matches");
            table.Property(match => match.Reasons).HasJson();
            table.HasIndex(match => new { match.OpportunityId, match.OrganisationId }).IsUnique().HasDatabaseName("ix_matches_pair");
            table.HasIndex(match => match.OrganisationId).HasDatabaseName("ix_matches_organisation");
            table.HasOne<Opportunity>().WithMany().HasForeignKey(match => match.OpportunityId);
        });
        modelBuilder.Entity<Supplier>(table =>
        {
            table.ToTable("suppliers").Property(supplier => supplier.Id).ValueGeneratedNever();
            table.Property(supplier => supplier.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<MemberCompetence>(table =>
        {
            table.ToTable("member_competences").HasKey(competence => new { competence.SupplierId, competence.Code });
            table.Property(competence => competence.Code).UseCollation("C");
            table.HasIndex(competence => competence.Code).IncludeProperties(competence => new { competence.SupplierId, competence.Digits, competence.Level })
                .HasDatabaseName("ix_member_competences_match");
            table.HasOne<Supplier>().WithMany().HasForeignKey(competence => competence.SupplierId);
        });
        modelBuilder.Entity<Release>(table =>
        {
            table.ToTable("releases").HasKey(release => release.Arrival);
            table.Property(release => release.Arrival).UseIdentityAlwaysColumn();
            table.Property(release => release.Content).HasColumnType("json");
            table.HasIndex(release => release.Hash).IsUnique().HasDatabaseName("ix_releases_hash");
            table.HasIndex(release => release.OpportunityId).HasDatabaseName("ix_releases_process");
            table.HasOne<Opportunity>().WithMany().HasForeignKey(release => release.OpportunityId);
        });
        modelBuilder.Entity<OcdsImport>(table => table.ToTable("imports"));
        modelBuilder.Entity<Quarantined>(table =>
        {
            table.ToTable("quarantine").Property(fault => fault.Position).UseIdentityAlwaysColumn();
            table.HasIndex(fault => fault.Position).HasDatabaseName("ix_quarantine_newest");
            table.HasIndex(fault => new { fault.FileHash, fault.Path, fault.Reason }).IsUnique().HasDatabaseName("ix_quarantine_once");
        });
    }
}

sealed class OpportunitiesDesignTime() : DesignTimeDb<OpportunitiesDb>(options => new OpportunitiesDb(options));
