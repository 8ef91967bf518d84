using ClusterTic.Membership.Privacy;
using ClusterTic.Messaging;
using ClusterTic.Messaging.History;
using ClusterTic.ServiceDefaults.Http;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.People;

/// <summary>Somebody whom the cluster knows, found again by e-mail address. Leaves this service in the restricted stream only.</summary>
sealed class Person : Aggregate<PersonState>
{
    public const string OneEmail = "ux_people_email";

    /// <summary>Columns that the database computes: without accents or case.</summary>
    public const string SearchText = "SearchText", SortName = "SortName", NameKey = "NameKey";

    /// <summary>
    /// The name of who has been erased. Not empty, for it stands in lists and links, and in no language, for the state
    /// goes to others as it is.
    /// </summary>
    public const string ErasedName = "—";

    /// <summary>With <c>none</c> for who prefers not to say.</summary>
    public static readonly string[] Sexes = ["f", "m", "x", "none"];

    Person()
    {
    }

    public string Name { get; private set; } = "";

    /// <summary>Trimmed and in lower case.</summary>
    public string Email { get; private set; } = "";

    /// <summary>BCP 47.</summary>
    public string Language { get; private set; } = "fr";

    /// <summary>Kept for statistics, under consent; not in the state that others get.</summary>
    public string? Sex { get; private set; }

    /// <summary>As <see cref="Sex"/>.</summary>
    public int? BirthYear { get; private set; }

    /// <summary>When the data went; from then on the id is all that there is.</summary>
    public DateTimeOffset? ErasedAt { get; private set; }

    /// <summary>Who this turned out to be; from then on the id is all that there is.</summary>
    public Guid? MergedInto { get; private set; }

    /// <summary>Who turned out to be this one.</summary>
    public List<Guid> Absorbed { get; private set; } = [];

    public static Person Register(string name, string email, string language, DateTimeOffset at)
    {
        var person = new Person { Name = name.Trim(), Email = Normalise(email), Language = language };
        person.Raise(state => new PersonRegistered(state, at));
        return person;
    }

    public static async Task<Person> FindOrRegisterAsync(
        MembershipDb db, string name, string email, string? language, DateTimeOffset at, CancellationToken cancel)
    {
        var normalised = Normalise(email);
        if (await db.People.SingleOrDefaultAsync(person => person.Email == normalised, cancel) is { } known) return known;
        var person = Register(name, email, language is "en" ? "en" : "fr", at);
        db.People.Add(person);
        return person;
    }

    public void Change(string name, string email, string language, DateTimeOffset at)
    {
        RequireKept();
        (Name, Email, Language) = (name.Trim(), Normalise(email), language);
        Raise(state => new PersonChanged(state, at));
    }

    /// <summary>Call it only under a live consent to <c>statistics</c>, or with nothing.</summary>
    public void TakeStatistics(string? sex, int? birthYear) => (Sex, BirthYear) = (sex, birthYear);

    /// <summary>The version rises also where there is nothing to forget: whoever is about to save some has seen another one.</summary>
    public void ForgetStatistics(DateTimeOffset at)
    {
        TakeStatistics(null, null);
        Raise(state => new PersonChanged(state, at));
    }

    /// <summary>Under an address that no mail can reach (RFC 2606) and nobody can enter, so that the real one is free again.</summary>
    public void Erase(Guid erasure, DateTimeOffset at)
    {
        Rule.Require(MergedInto is null, PeopleRules.PersonIsMerged);
        var email = Email;
        (Name, Email, Sex, BirthYear, ErasedAt) = (ErasedName, $"{Id}@erased.invalid", null, null, at);
        Raise(state => new PersonErased(state, erasure, email, at));
    }

    /// <summary>Emptied as an erasure does; the address of the one that goes on is the one that counts.</summary>
    public void MergeInto(Person kept, DateTimeOffset at)
    {
        RequireTwo(kept);
        var email = Email;
        kept.Absorb(Id, at);
        (Name, Email, Sex, BirthYear, MergedInto) = (ErasedName, $"{Id}@merged.invalid", null, null, kept.Id);
        Raise(state => new PersonMerged(state, kept.ToState(), email, at));
    }

    /// <summary>Whom this was merged into was merged in its turn.</summary>
    public void FollowInto(Person kept, DateTimeOffset at)
    {
        MergedInto = kept.Id;
        Raise(state => new PersonMerged(state, kept.ToState(), Email, at));
    }

    public void RequireKept() => Require(Gone);

    /// <summary>Both are there, and not one already.</summary>
    public void RequireTwo(Person other) => Require(ObstacleTo(other));

    /// <summary>Why this and the other one cannot be merged: a rule's code; null where they can.</summary>
    public string? ObstacleTo(Person other) => Id == other.Id ? PeopleRules.SamePerson : Gone ?? other.Gone;

    string? Gone => ErasedAt is not null ? PrivacyRules.PersonIsErased : MergedInto is not null ? PeopleRules.PersonIsMerged : null;

    static void Require(string? obstacle) => Rule.Require(obstacle is null, obstacle ?? "");

    public override PersonState ToState() => new(Id, Version, Name, Email, Language);

#pragma warning disable CA1308 // addresses are compared in lower case everywhere
    public static string Normalise(string email) => email.Trim().ToLowerInvariant();
#pragma warning restore CA1308

    public static void Map(ModelBuilder model) => model.Entity<Person>(person =>
    {
        person.ToTable("people");
        person.HasHistory();
        person.Property(one => one.Name).IsPersonalOf(nameof(Id));
        person.Property(one => one.Email).IsPersonalOf(nameof(Id));
        person.Property(one => one.Sex).IsPersonalOf(nameof(Id));
        person.Property(one => one.BirthYear).IsPersonalOf(nameof(Id));
        person.Property(one => one.Absorbed).HasDefaultValueSql("'{}'");
        person.HasIndex(one => one.MergedInto).HasFilter("merged_into is not null").HasDatabaseName("ix_people_merged_into");
        person.HasIndex(one => one.Email).IsUnique().HasDatabaseName(OneEmail);
        person.Property<string?>("EmailDomain").HasComputedColumnSql("split_part(email, '@', 2)", stored: true);
        person.HasIndex("EmailDomain").HasDatabaseName("ix_people_candidates_domain");
        person.Property<string>(SearchText).HasComputedColumnSql("fold(name || ' ' || email)", stored: true);
        person.Property<string>(SortName).HasComputedColumnSql("fold(name)", stored: true);
        person.HasIndex(SearchText).HasMethod("gin").HasOperators("gin_trgm_ops").HasDatabaseName("ix_people_search");
        person.HasIndex(SortName, nameof(Id)).HasDatabaseName("ix_people_list");
        person.Property<string>(NameKey).HasComputedColumnSql(@"regexp_replace(fold(name), '\s+', ' ', 'g')", stored: true);
        person.HasIndex(NameKey, nameof(Id)).HasFilter("erased_at is null and merged_into is null").HasDatabaseName("ix_people_twice_name");
    });

    void Absorb(Guid other, DateTimeOffset at)
    {
        Absorbed = [.. Absorbed, other];
        Raise(state => new PersonChanged(state, at));
    }
}
