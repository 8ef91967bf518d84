using ClusterTic.Events.Groups;
using ClusterTic.Events.Invitations;
using ClusterTic.Events.Organisations;
using ClusterTic.Events.People;
using ClusterTic.Events.Registrations;
using ClusterTic.Messaging;
using ClusterTic.Messaging.Reads;
using ClusterTic.ServiceDefaults.Data;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Events;

/// <summary>The database of Events. Nothing is ever deleted from it but by the erasure of a person.</summary>
sealed class EventsDb : ServiceDb
{
    // Whatever fails here ends its transaction, so a savepoint before each save would be two journeys for nothing.
    public EventsDb(DbContextOptions<EventsDb> options) : base(options) => Database.AutoSavepointsEnabled = false;

    public DbSet<Event> Events => Set<Event>();

    public DbSet<Seats> Seats => Set<Seats>();

    public DbSet<Invitation> Invitations => Set<Invitation>();

    public DbSet<Registration> Registrations => Set<Registration>();

    public DbSet<Person> People => Set<Person>();

    public DbSet<PersonByEmail> PeopleByEmail => Set<PersonByEmail>();

    public DbSet<Organisation> Organisations => Set<Organisation>();

    public DbSet<MemberGroup> Groups => Set<MemberGroup>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        EventTables(modelBuilder);
        RegistrationTables(modelBuilder);
        CopyTables(modelBuilder);
        modelBuilder.AddAccessLog();
    }

    static void EventTables(ModelBuilder model)
    {
        model.Entity<Event>(table =>
        {
            table.ToTable("events");
            table.Property(@event => @event.Title).HasJson();
            table.Property(@event => @event.Description).HasJson();
            table.Property(@event => @event.Status).HasConversion(status => status.Code(), code => EventCodes.Status(code)!.Value);
            table.OwnsMany(@event => @event.Sessions, sessions =>
            {
                sessions.ToTable("sessions").WithOwner().HasForeignKey("EventId");
                sessions.HasKey(session => session.Id);
                sessions.Property(session => session.Id).ValueGeneratedNever();
                sessions.Property(session => session.Title).HasJson();
            });
            table.HasIndex(@event => new { @event.StartsAt, @event.Id }).HasDatabaseName("ix_events_by_start");
            table.HasIndex(@event => new { @event.StartsAt, @event.Id }, "public").HasDatabaseName("ix_events_published_by_start")
                .HasFilter("published_at is not null");
        });
        model.Entity<Invitation>(table =>
        {
            table.ToTable("invitations");
            table.HasOne<Event>().WithMany().HasForeignKey(invitation => invitation.EventId).OnDelete(DeleteBehavior.Restrict);
            table.HasIndex(invitation => new { invitation.EventId, invitation.OrganisationId }).IsUnique()
                .HasDatabaseName("ix_invitations_once_per_organisation");
            table.HasIndex(invitation => new { invitation.EventId, invitation.Id }).HasDatabaseName("ix_invitations_of_event");
        });
    }

    static void RegistrationTables(ModelBuilder model)
    {
        model.Entity<Seats>(table =>
        {
            table.ToTable("seats", seats =>
            {
                seats.HasCheckConstraint("ck_seats_taken", "taken between 0 and capacity");
                seats.HasCheckConstraint("ck_seats_checked_in", "checked_in between 0 and taken");
            });
            table.HasKey(seats => seats.EventId);
            table.Property(seats => seats.EventId).ValueGeneratedNever();
            table.HasOne<Event>().WithOne().HasForeignKey<Seats>(seats => seats.EventId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<Registration>(table =>
        {
            // No foreign key to the event: its check would lock the event's row in every registration, and taking the
            // seat proves that the event exists.
            table.ToTable("registrations");
            table.Property(registration => registration.Status).HasConversion(
                status => status.Code(), code => code == "confirmed" ? RegistrationStatus.Confirmed : RegistrationStatus.Cancelled);
            table.HasOne<Person>().WithMany().HasForeignKey(registration => registration.PersonId).OnDelete(DeleteBehavior.Restrict);
            table.HasIndex(registration => new { registration.EventId, registration.PersonId }).IsUnique()
                .HasDatabaseName("ix_registrations_once_per_person");
            table.HasIndex(registration => new { registration.EventId, registration.Id }).HasDatabaseName("ix_registrations_of_event");
        });
    }

    static void CopyTables(ModelBuilder model)
    {
        model.Entity<Person>(table =>
        {
            table.ToTable("people");
            table.Property(person => person.Id).ValueGeneratedNever();
            table.HasOne<Person>().WithMany().HasForeignKey(person => person.LinkedTo).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<PersonByEmail>(table =>
        {
            table.ToTable("people_by_email").HasKey(person => person.EmailKey);
            table.HasOne<Person>().WithMany().HasForeignKey(person => person.PersonId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<Organisation>(table =>
        {
            table.ToTable("organisations");
            table.Property(organisation => organisation.Id).ValueGeneratedNever();
            table.HasIndex(organisation => organisation.MergedInto).HasFilter("merged_into is not null").HasDatabaseName("ix_organisations_merged_into");
        });
        model.Entity<MemberGroup>(table =>
        {
            table.ToTable("member_groups");
            table.Property(group => group.Id).ValueGeneratedNever();
            table.Property(group => group.Name).HasJson();
        });
    }
}

/// <summary>For <c>dotnet ef migrations add</c>.</summary>
sealed class DesignTimeEventsDb() : DesignTimeDb<EventsDb>(options => new EventsDb(options));
