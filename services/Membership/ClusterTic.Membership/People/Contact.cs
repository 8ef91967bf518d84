using ClusterTic.Membership.Organisations;
using ClusterTic.Messaging.History;
using ClusterTic.ServiceDefaults.Http;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.People;

/// <summary>
/// What a person does for an organisation; the same person may do it for several. It never leaves this service, so it
/// raises no fact; only which one is the main one is the organisation's own state.
/// </summary>
sealed class Contact
{
    public const string LiveRole = "ux_contacts_live_role";

    public static readonly string[] Roles = ["director", "technical", "commercial", "finance", "communication", "other"];

    Contact()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public long Version { get; private set; } = 1;
    public Guid OrganisationId { get; private init; }
    public Organisation? Organisation { get; private init; }
    public Guid PersonId { get; private set; }
    public Person? Person { get; private set; }
    public string Role { get; private set; } = "";
    public string? Title { get; private set; }
    public string? Phone { get; private set; }
    public DateOnly Since { get; private init; }

    /// <summary>The last day; null while it goes on.</summary>
    public DateOnly? Until { get; private set; }

    public bool IsMain { get; private set; }

    public static Contact Begin(Organisation organisation, Person person, string role, string? title, string? phone, DateOnly since) => new()
    {
        OrganisationId = organisation.Id, Organisation = organisation, PersonId = person.Id, Person = person,
        Role = role, Title = title, Phone = phone, Since = since,
    };

    /// <summary>The one with which an organisation is entered; nobody has said yet what it does there.</summary>
    public static Contact BeginMain(Organisation organisation, Person person, string? phone, DateOnly since)
    {
        var contact = Begin(organisation, person, "other", null, phone, since);
        contact.IsMain = true;
        return contact;
    }

    public void Change(string role, string? title, string? phone)
    {
        RequireLive();
        (Role, Title, Phone) = (role, title, phone);
        Version++;
    }

    public void End(DateOnly on)
    {
        RequireLive();
        Rule.Require(!IsMain, PeopleRules.MainContactCannotEnd);
        Rule.Require(on >= Since, PeopleRules.ContactEndsBeforeItBegins, ("since", Since));
        Until = on;
        Version++;
    }

    /// <summary>The person is erased: what was said of them goes, and what still went on ends.</summary>
    public void Erase(DateOnly today)
    {
        (Title, Phone, IsMain) = (null, null, false);
        Until ??= today > Since ? today : Since;
        Version++;
    }

    /// <param name="before">The one that was it until now.</param>
    public void TakeMainFrom(Contact? before)
    {
        RequireLive();
        if (before is not null)
        {
            before.IsMain = false;
            before.Version++;
        }

        IsMain = true;
        Version++;
    }

    /// <summary>Who does this turned out to be entered twice.</summary>
    public void MoveTo(Person person)
    {
        (PersonId, Person) = (person.Id, person);
        Version++;
    }

    public OrganisationContact ToDetails() => new(
        Id, Version, PersonId, Person!.Name, Person.Email, Person.Language, Role, Title, Phone, Since, Until, IsMain);

    public static void Map(ModelBuilder model) => model.Entity<Contact>(contact =>
    {
        contact.ToTable("contacts").HasKey(one => one.Id);
        contact.HasHistoryWithoutFacts("membership.contact");
        contact.Property(one => one.Role).IsPersonalOf(nameof(PersonId));
        contact.Property(one => one.Title).IsPersonalOf(nameof(PersonId));
        contact.Property(one => one.Phone).IsPersonalOf(nameof(PersonId));
        contact.Property(one => one.Id).ValueGeneratedNever();
        contact.Property(one => one.Version).IsConcurrencyToken();
        contact.HasOne(one => one.Organisation).WithMany().HasForeignKey(one => one.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        contact.HasOne(one => one.Person).WithMany().HasForeignKey(one => one.PersonId).OnDelete(DeleteBehavior.Restrict);
        contact.HasIndex(one => new { one.OrganisationId, one.Id }).HasDatabaseName("ix_contacts_list");
        contact.HasIndex(one => new { one.Phone, one.PersonId }).HasFilter("phone is not null").HasDatabaseName("ix_contacts_people_twice_phone");
        contact.HasIndex(one => one.PersonId).HasDatabaseName("ix_contacts_of_person");
        contact.HasIndex(one => new { one.OrganisationId, one.PersonId, one.Role }).IsUnique().HasFilter("until is null").HasDatabaseName(LiveRole);
    });

    void RequireLive() => Rule.Require(Until is null, PeopleRules.ContactHasEnded);
}
