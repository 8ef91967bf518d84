using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ClusterTic.Membership.People;

/// <summary>Corrects a person's own data, wherever the person is a contact.</summary>
static class ChangePerson
{
    const int FirstYear = 1900;

    public static void Map(RouteGroupBuilder people) => people
        .MapPut("/{id:guid}", Handle)
        .Requires(Policies.Manager)
        .RequiresIfMatch()
        .WithSummary("Change a person's data");

    static async Task<Results<Ok<PersonDetails>, NotFound>> Handle(
        Guid id, ChangePersonRequest request, IfMatch ifMatch, MembershipDb db, CurrentUser user, IOptions<ClusterOptions> cluster,
        TimeProvider clock, CancellationToken cancel)
    {
        if (await db.People.SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } person) return TypedResults.NotFound();
        ifMatch.Check(person.Version);
        var now = user.Occurred(null, clock);
        var sex = ProfileReading.Blank(request.Sex);
        Check(request, sex, now.Year);

        var email = Person.Normalise(request.Email);
        var other = await db.People.Where(one => one.Email == email && one.Id != id).Select(one => one.Name).SingleOrDefaultAsync(cancel);
        Rule.Require(other is null, PeopleRules.EmailTaken, ("person", other));
        // Read after the person: a withdrawal in between has raised the version that was read.
        var agreed = (sex ?? (object?)request.BirthYear) is null || await db.Consents.HasLiveAsync(id, Consent.Statistics, cancel);
        Rule.Require(agreed, PeopleRules.StatisticsConsentMissing);

        person.TakeStatistics(sex, request.BirthYear);
        person.Change(request.Name, request.Email, request.Language, now);
        await db.SaveUniqueAsync(Person.OneEmail, PeopleRules.EmailTaken, cancel, ("person", email));
        return TypedResults.Ok(await db.ToDetailsAsync(person, cluster.Value.DayOf(now), cancel));
    }

    static void Check(ChangePersonRequest request, string? sex, int year)
    {
        var faults = new Faults();
        faults.Check(request.Language is "fr" or "en", "language", PeopleRules.UnknownLanguage);
        faults.Check(sex is null || Person.Sexes.Contains(sex), "sex", PeopleRules.UnknownSex, ("sexes", string.Join(", ", Person.Sexes)));
        faults.Check(request.BirthYear is null || (request.BirthYear >= FirstYear && request.BirthYear <= year), "birthYear", Rules.YearOutOfRange,
            ("first", FirstYear), ("last", year));
        faults.Refuse();
    }
}
