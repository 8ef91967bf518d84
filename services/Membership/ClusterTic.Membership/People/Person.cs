using ClusterTic.Messaging;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.People;

/// <summary>Somebody whom the cluster knows, found again by e-mail address. Leaves this service in the restricted stream only.</summary>
sealed class Person : Aggregate<PersonState>
{
    Person()
    {
    }

    public string Name { get; private set; } = "";

    /// <summary>Trimmed and in lower case.</summary>
    public string Email { get; private set; } = "";

    /// <summary>BCP 47.</summary>
    public string Language { get; private set; } = "fr";

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

    public override PersonState ToState() => new(Id, Version, Name, Email, Language);

#pragma warning disable CA1308 // addresses are compared in lower case everywhere
    public static string Normalise(string email) => email.Trim().ToLowerInvariant();
#pragma warning restore CA1308
}
