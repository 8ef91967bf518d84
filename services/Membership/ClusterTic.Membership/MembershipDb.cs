using ClusterTic.Membership.Catalogue;
using ClusterTic.Membership.Commitment;
using ClusterTic.Membership.Competences;
using ClusterTic.Membership.Confirmation;
using ClusterTic.Membership.Directory;
using ClusterTic.Membership.Dues;
using ClusterTic.Membership.Duplicates;
using ClusterTic.Membership.Governance;
using ClusterTic.Membership.Groups;
using ClusterTic.Membership.Imports;
using ClusterTic.Membership.Organisations;
using ClusterTic.Membership.People;
using ClusterTic.Membership.Privacy;
using ClusterTic.Membership.Representation;
using ClusterTic.Membership.Review;
using ClusterTic.Membership.Search;
using ClusterTic.Messaging;
using ClusterTic.Messaging.Files;
using ClusterTic.Messaging.History;
using ClusterTic.Messaging.Jobs;
using ClusterTic.Messaging.Mail;
using ClusterTic.Messaging.Reads;
using ClusterTic.ServiceDefaults.Data;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership;

sealed class MembershipDb(DbContextOptions options) : ServiceDb(options)
{
    public DbSet<Organisation> Organisations => Set<Organisation>();

    public DbSet<EmailConfirmation> Confirmations => Set<EmailConfirmation>();

    public DbSet<Person> People => Set<Person>();

    public DbSet<PersonPair> PeoplePairs => Set<PersonPair>();

    public DbSet<Contact> Contacts => Set<Contact>();

    public DbSet<Consent> Consents => Set<Consent>();

    public DbSet<Erasure> Erasures => Set<Erasure>();

    public DbSet<Body> Bodies => Set<Body>();

    public DbSet<CpvCode> CpvCodes => Set<CpvCode>();

    public DbSet<DirectoryAddress> Addresses => Set<DirectoryAddress>();

    public DbSet<DirectoryViews> Views => Set<DirectoryViews>();

    public DbSet<VisitDay> VisitDays => Set<VisitDay>();

    public DbSet<Offer> Offers => Set<Offer>();

    public DbSet<ReviewNote> Notes => Set<ReviewNote>();

    public DbSet<StoredFile> Files => Set<StoredFile>();

    public DbSet<Job> Jobs => Set<Job>();

    public DbSet<Import> Imports => Set<Import>();

    public DbSet<ImportRow> ImportRows => Set<ImportRow>();

    public DbSet<RememberedColumn> ImportColumns => Set<RememberedColumn>();

    public DbSet<DuesPlan> DuesPlans => Set<DuesPlan>();

    public DbSet<DuesAccount> DuesAccounts => Set<DuesAccount>();

    public DbSet<DuesCall> DuesCalls => Set<DuesCall>();

    public DbSet<CharterSignature> CharterSignatures => Set<CharterSignature>();

    public DbSet<Interaction> Interactions => Set<Interaction>();

    public DbSet<Meeting> Meetings => Set<Meeting>();

    public DbSet<Group> Groups => Set<Group>();

    public DbSet<Publication> Publications => Set<Publication>();

    public DbSet<DuplicatePair> DuplicatePairs => Set<DuplicatePair>();

    public DbSet<OrganisationMerge> Merges => Set<OrganisationMerge>();

    public DbSet<Representative> Representatives => Set<Representative>();

    public DbSet<ChangeRequest> ChangeRequests => Set<ChangeRequest>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.HasDbFunction(() => MembershipFunctions.Fold("")).HasName("fold").HasSchema("public");
        modelBuilder.HasPostgresExtension("fuzzystrmatch").HasPostgresExtension("pg_trgm").HasPostgresExtension("unaccent");
        modelBuilder.Entity<Organisation>(organisation =>
        {
            organisation.ToTable("organisations");
            organisation.HasHistory();
            organisation.Property(one => one.ContactPhone).IsPersonalOf(nameof(Organisation.ContactId));
            organisation.Property(one => one.Status).HasConversion(status => status.Code(), code => OrganisationStatuses.Parse(code));
            organisation.Property(one => one.StatusBeforeMerge).HasConversion(status => status!.Value.Code(), code => OrganisationStatuses.Parse(code));
            organisation.HasIndex(one => one.MergedInto).HasFilter("merged_into is not null").HasDatabaseName("ix_organisations_merged_into");
            organisation.Property(one => one.Description).HasJson();
            organisation.HasOne(one => one.Contact).WithMany().HasForeignKey(one => one.ContactId);
            organisation.OwnsMany(one => one.Competences, competence =>
            {
                competence.ToTable("competences");
                competence.WithOwner().HasForeignKey("organisation_id");
                competence.HasKey("organisation_id", nameof(Competence.Code));
                competence.HasIndex(one => one.Code).HasOperators("text_pattern_ops").HasDatabaseName("ix_competences_directory_filter");
                competence.Property<DateTimeOffset?>("RemindedAt"); // a shadow: that somebody was reminded is no change to the organisation
                competence.HasIndex(one => one.VerifiedUntil).HasFilter("verified_until is not null").HasDatabaseName("ix_competences_verification_ends");
                competence.OwnsMany(one => one.Evidences, evidence =>
                {
                    evidence.ToTable("competence_evidences");
                    evidence.WithOwner().HasForeignKey("organisation_id", "competence_code");
                    evidence.HasKey("organisation_id", "competence_code", nameof(Evidence.Id));
                    evidence.Property(one => one.Id).ValueGeneratedNever();
                    evidence.Property(one => one.Value).HasPrecision(20, 2);
                    evidence.Property<DateTimeOffset?>("RemindedAt");
                    evidence.HasIndex(one => one.ValidUntil).HasFilter("valid_until is not null and not lapsed").HasDatabaseName("ix_competence_evidences_certificate_ends");
                });
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

            // name_key() takes away what two ways of writing one name differ in: accents, order, legal forms; name_core() also
            // the words that every other name has, which make the lists of trigrams long and names alike that are not.
            organisation.Property<string?>("NameKey").HasComputedColumnSql("name_key(name)", stored: true);
            organisation.Property<string?>("TradeNameKey").HasComputedColumnSql("name_key(trade_name)", stored: true);
            foreach (var key in (string[])["NameKey", "TradeNameKey", nameof(Organisation.ContactPhone)])
                organisation.HasIndex(key).HasDatabaseName("ix_organisations_candidates_" + key.ToLowerInvariant());
            organisation.Property<string?>("NameCore").HasComputedColumnSql("name_core(name)", stored: true);
            organisation.HasIndex("NameCore").HasDatabaseName("ix_organisations_similar_names").HasMethod("gin").HasOperators("gin_trgm_ops");

            organisation.Property(one => one.Slug).ValueGeneratedOnAddOrUpdate(); // by a trigger, which keeps every address in directory_addresses
            organisation.HasIndex(one => one.Slug).IsUnique();
            organisation.Property<DateOnly?>(Registration.RemindOfLabels.RemindedFor);
            organisation.HasIndex(one => one.StartupLabelUntil).HasFilter("startup_label_until is not null").HasDatabaseName("ix_organisations_label_ends");
            organisation.Property(one => one.Languages).HasDefaultValueSql("'{}'");
            organisation.Property(one => one.Hidden).HasDefaultValueSql("'{}'");

            organisation.Property<string[]?>(KnownWord.Words).HasComputedColumnSql(DirectoryFilter.WordsSql, stored: true);
            organisation.HasIndex(KnownWord.Words).HasMethod("gin").HasStorageParameter("fastupdate", false)
                .HasFilter("status = 'member'").HasDatabaseName("ix_organisations_directory_words");
            // fold() (first migration) takes case and accents away.
            organisation.Property<string>("SortName").HasComputedColumnSql("fold(coalesce(trade_name, name))", stored: true);
            organisation.HasIndex("Status", "SortName", "Id").HasDatabaseName("ix_organisations_list");
            foreach (var selected in (string[])[nameof(Organisation.Category), nameof(Organisation.Region), nameof(Organisation.SmeClass), nameof(Organisation.Charter)])
                organisation.HasIndex(selected).HasDatabaseName($"ix_organisations_groups_{selected.ToLowerInvariant()}");
        });
        KnownWord.Map(modelBuilder);
        Person.Map(modelBuilder);
        PersonPair.Map(modelBuilder);
        Contact.Map(modelBuilder);
        Consent.Map(modelBuilder);
        Erasure.Map(modelBuilder);
        Body.Map(modelBuilder);
        DirectoryAddress.Map(modelBuilder);
        DirectoryViews.Map(modelBuilder);
        VisitDay.Map(modelBuilder);
        ReviewNote.Map(modelBuilder);
        EmailConfirmation.Map(modelBuilder);
        CpvCode.Map(modelBuilder);
        DuesPlan.Map(modelBuilder);
        DuesAccount.Map(modelBuilder);
        DuesCall.Map(modelBuilder);
        DuesPayment.Map(modelBuilder);
        DocumentNumbers.Map(modelBuilder);
        CharterSignature.Map(modelBuilder);
        Interaction.Map(modelBuilder);
        Meeting.Map(modelBuilder);
        Group.Map(modelBuilder);
        Publication.Map(modelBuilder);
        DuplicatePair.Map(modelBuilder);
        OrganisationMerge.Map(modelBuilder);
        Representative.Map(modelBuilder);
        ChangeRequest.Map(modelBuilder);
        modelBuilder.AddHistory();
        modelBuilder.AddAccessLog();
        modelBuilder.AddMails();
        modelBuilder.AddJobs();
        modelBuilder.AddFiles();
        Import.Map(modelBuilder);
        Offer.Map(modelBuilder);
    }
}

sealed class MembershipDbDesign() : DesignTimeDb<MembershipDb>(options => new MembershipDb(options));
