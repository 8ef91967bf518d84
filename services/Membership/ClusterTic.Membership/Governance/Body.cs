using ClusterTic.Membership.Organisations;
using ClusterTic.Membership.People;
using ClusterTic.Messaging;
using ClusterTic.Messaging.History;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Http;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Governance;

/// <summary>A body of the cluster: so many seats, and those who sit or sat there.</summary>
sealed partial class Body : Aggregate<BodyState>
{
    public static readonly string[] Kinds = ["board", "committee", "working-group", "other"];

    readonly List<Mandate> mandates = [];

    Body()
    {
    }

    public string Kind { get; private set; } = "";
    public LocalText Name { get; private set; } = new();

    /// <summary>The most mandates that may be live on one day.</summary>
    public int Seats { get; private set; }

    public DateTimeOffset DefinedAt { get; private init; }
    public DateTimeOffset? ClosedAt { get; private set; }
    public IReadOnlyList<Mandate> Mandates => mandates;

    public static Body Define(string kind, LocalText name, int seats, DateTimeOffset at)
    {
        var body = new Body { Kind = kind, Name = name, Seats = seats, DefinedAt = at };
        body.Raise(state => new BodyDefined(state, at));
        return body;
    }

    /// <param name="today">Days gone by may have had more seats.</param>
    public void Change(string kind, LocalText name, int seats, DateOnly today, DateTimeOffset at)
    {
        RequireOpen();
        var filled = MostFrom(today);
        Rule.Require(seats >= filled, BodyRules.SeatsBelowMandates, ("filled", filled));
        (Kind, Name, Seats) = (kind, name, seats);
        Raise(state => new BodyChanged(state, at));
    }

    /// <summary>Ends what runs on, and drops what was to begin later.</summary>
    public void Close(DateOnly today, DateTimeOffset at)
    {
        RequireOpen();
        mandates.RemoveAll(mandate => mandate.From > today);
        foreach (var mandate in mandates.Where(mandate => mandate.IsLive(today))) mandate.End(today, at);
        ClosedAt = at;
        Raise(state => new BodyClosed(state, at));
    }

    public void Give(Person person, Term term, DateOnly today, DateTimeOffset at)
    {
        RequireOpen();
        person.RequireKept();
        var mandate = new Mandate { PersonId = person.Id };
        Take(mandate, term, today);
        Raise(state => new BodyMandateGiven(state, mandate.Id, at));
    }

    /// <summary>What was entered wrongly, or a term that goes on; who it is about stays.</summary>
    public void ChangeMandate(Mandate mandate, Term term, DateOnly today, DateTimeOffset at)
    {
        RequireOpen();
        Rule.Require(mandate.EndedAt is null, BodyRules.MandateHasEnded);
        mandates.Remove(mandate);
        Take(mandate, term, today);
        Raise(state => new BodyChanged(state, at));
    }

    /// <summary>A mandate that has not begun and ends before it would is none.</summary>
    /// <param name="on">The last day.</param>
    public void EndMandate(Mandate mandate, DateOnly on, DateOnly today, DateTimeOffset at)
    {
        RequireOpen();
        Rule.Require(mandate.EndedAt is null && !(mandate.To < on), BodyRules.MandateHasEnded);
        Rule.Require(on >= mandate.From || mandate.From > today, BodyRules.TermEndsBeforeItBegins, ("from", mandate.From));
        if (on < mandate.From) mandates.Remove(mandate);
        else mandate.End(on, at);
        Raise(state => new BodyMandateEnded(state, mandate.Id, at));
    }

    /// <summary>Whom these mandates stand for turned out to be another organisation, in a closed body too.</summary>
    /// <returns>The mandates' ids.</returns>
    public IReadOnlyList<Guid> Represent(Predicate<Mandate> which, Guid organisation, DateTimeOffset at)
    {
        var found = mandates.FindAll(which);
        if (found.Count == 0) return [];
        found.ForEach(mandate => mandate.Represent(organisation));
        Raise(state => new BodyChanged(state, at));
        return [.. found.Select(mandate => mandate.Id)];
    }

    /// <summary>Who holds these mandates turned out to be entered twice; in a closed body too.</summary>
    public void Reassign(Guid from, Guid to, DateTimeOffset at)
    {
        var found = mandates.FindAll(mandate => mandate.PersonId == from);
        found.ForEach(mandate => mandate.PersonId = to);
        if (found.Count > 0) Raise(state => new BodyChanged(state, at));
    }

    /// <summary>Whether two people, were they one, would sit here twice at once.</summary>
    public bool Overlap(Guid one, Guid other) => mandates.Exists(theirs => theirs.PersonId == other
        && mandates.Exists(mine => mine.PersonId == one && mine.Overlaps(new(null, "", theirs.From, theirs.To))));

    public int FilledOn(DateOnly day) => mandates.Count(mandate => mandate.IsLive(day));

    public override BodyState ToState() => new(
        Id, Version, Kind, Name, Seats,
        [.. mandates.OrderBy(mandate => mandate.From).ThenBy(mandate => mandate.Id).Select(mandate => mandate.ToState())], ClosedAt,
        MeetingsHeld, LastMeetingOn);

    public static void Map(ModelBuilder model) => model.Entity<Body>(body =>
    {
        body.ToTable("bodies");
        body.HasHistory();
        body.Property(one => one.Name).HasJson();
        body.OwnsMany(one => one.Mandates, mandate =>
        {
            mandate.ToTable("mandates");
            mandate.WithOwner().HasForeignKey("body_id");
            mandate.HasKey(one => one.Id);
            mandate.Property(one => one.Id).ValueGeneratedNever();
            mandate.HasOne<Person>().WithMany().HasForeignKey(one => one.PersonId).OnDelete(DeleteBehavior.Restrict);
            mandate.HasOne<Organisation>().WithMany().HasForeignKey(one => one.OrganisationId).OnDelete(DeleteBehavior.Restrict);
            mandate.HasIndex("body_id").HasDatabaseName("ix_mandates_of_body");
            mandate.HasIndex(one => one.PersonId).HasDatabaseName("ix_mandates_of_person");
            mandate.HasIndex(one => one.OrganisationId).HasDatabaseName("ix_mandates_of_organisation");
            mandate.HasIndex(one => one.To).HasFilter("reminded_at is null and ended_at is null").HasDatabaseName("ix_mandates_remind");
        });
    });

    /// <summary>The most that are live on any one day from then on: it can only rise on a day on which one begins.</summary>
    int MostFrom(DateOnly day) => mandates.Select(mandate => mandate.From).Where(from => from > day).Append(day).Max(FilledOn);

    void Take(Mandate mandate, Term term, DateOnly today)
    {
        Rule.Require(!mandates.Exists(one => one.PersonId == mandate.PersonId && one.Overlaps(term)), BodyRules.MandatesOverlap);
        mandate.Take(term);
        mandates.Add(mandate);
        Rule.Require(MostFrom(today) <= Seats, BodyRules.SeatsAreFilled, ("seats", Seats));
    }

    public void RequireOpen() => Rule.Require(ClosedAt is null, BodyRules.BodyIsClosed);
}
