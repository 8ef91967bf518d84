using ClusterTic.Membership.Confirmation;
using ClusterTic.Membership.Dues;
using ClusterTic.Membership.Organisations;
using ClusterTic.Membership.People;
using ClusterTic.Membership.Review;
using ClusterTic.Messaging;
using ClusterTic.Messaging.History;
using ClusterTic.Messaging.Mail;
using ClusterTic.ServiceDefaults.Data;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership;

sealed class MembershipDb(DbContextOptions options) : ServiceDb(options)
{
    public DbSet<Organisation> Organisations => Set<Organisation>();

    public DbSet<EmailConfirmation> Confirmations => Set<EmailConfirmation>();

    public DbSet<Person> People => Set<Person>();

    public DbSet<ReviewNote> Notes => Set<ReviewNote>();

    public DbSet<DuesPlan> DuesPlans => Set<DuesPlan>();

    public DbSet<DuesAccount> DuesAccounts => Set<DuesAccount>();

    public DbSet<DuesCall> DuesCalls => Set<DuesCall>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.HasDbFunction(() => MembershipFunctions.Fold("")).HasName("fold").HasSchema("public");
        modelBuilder.HasPostgresExtension("pg_trgm").HasPostgresExtension("unaccent");
        modelBuilder.Entity<Organisation>(organisation =>
        {
            organisation.ToTable("organisations");
            organisation.HasHistory();
            organisation.Property(one => one.ContactPhone).IsPersonalOf(nameof(Organisation.ContactId));
            organisation.Property(one => one.Status).HasConversion(status => status.Code(), code => OrganisationStatuses.Parse(code));
            organisation.Property(one => one.Description).HasJson();
            organisation.HasOne(one => one.Contact).WithMany().HasForeignKey(one => one.ContactId);
            organisation.OwnsMany(one => one.Competences, competence =>
            {
                competence.ToTable("competences");
                competence.WithOwner().HasForeignKey("organisation_id");
                competence.HasKey("organisation_id", nameof(Competence.Code));
                competence.HasIndex(one => one.Code).HasOperators("text_pattern_ops").HasDatabaseName("ix_competences_directory_filter");
            });

            organisation.OwnsMany(one => one.Figures, figures =>
            {
                figures.ToTable("year_figures");
                figures.WithOwner().HasForeignKey("organisation_id");
                figures.HasKey("organisation_id", nameof(YearFigures.Year));
                figures.Property(one => one.Year).ValueGeneratedNever();
            });
            foreach (var number in (string[])[nameof(Organisation.Idu), nameof(Organisation.Rccm), nameof(Organisation.Ncc)])
                organisation.HasIndex(number).HasFilter($"{number.ToLowerInvariant()} is not null").HasDatabaseName($"ix_organisations_{number.ToLowerInvariant()}");

            // fold() (first migration) takes case and accents away, so that "cote d'ivoire" finds « Côte d’Ivoire ».
            organisation.Property<string>("SearchText").HasComputedColumnSql(
                "fold(name || ' ' || coalesce(trade_name, '') || ' ' || coalesce(town, '') || ' ' || coalesce(description ->> 'fr', '') || ' ' || coalesce(description ->> 'en', ''))",
                stored: true);
            organisation.Property<string>("SortName").HasComputedColumnSql("fold(coalesce(trade_name, name))", stored: true);
            organisation.HasIndex("SearchText").HasMethod("gin").HasOperators("gin_trgm_ops").HasDatabaseName("ix_organisations_directory_search");
            organisation.HasIndex("Status", "SortName", "Id").HasDatabaseName("ix_organisations_list");
        });
        modelBuilder.Entity<Person>(person =>
        {
            person.ToTable("people");
            person.HasHistory();
            person.Property(one => one.Name).IsPersonalOf(nameof(Person.Id));
            person.Property(one => one.Email).IsPersonalOf(nameof(Person.Id));
            person.HasIndex(one => one.Email).IsUnique().HasDatabaseName("ux_people_email");
        });
        ReviewNote.Map(modelBuilder);
        EmailConfirmation.Map(modelBuilder);
        DuesPlan.Map(modelBuilder);
        DuesAccount.Map(modelBuilder);
        DuesCall.Map(modelBuilder);
        DuesPayment.Map(modelBuilder);
        DocumentNumbers.Map(modelBuilder);
        modelBuilder.AddHistory();
        modelBuilder.AddMails();
    }
}

sealed class MembershipDbDesign() : DesignTimeDb<MembershipDb>(options => new MembershipDb(options));
