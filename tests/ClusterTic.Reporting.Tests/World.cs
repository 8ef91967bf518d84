using ClusterTic.Events;
using ClusterTic.Membership;
using ClusterTic.Messaging;
using ClusterTic.Opportunities;
using CsCheck;

namespace ClusterTic.Reporting.Tests;

/// <summary>
/// Everything that a small cluster sends, with versions that rise, facts that take others back, announcements in
/// between, verbs that nobody knows yet, and messages that cannot be read.
/// </summary>
static class World
{
    static readonly string?[] Regions = ["CI-AB", "CI-YM", "CI-BS", null];
    static readonly string[] Tiers = ["national", "sub-regional", "continental", "international"];

    /// <summary>Messages in the order in which they happened.</summary>
    public static Gen<IReadOnlyList<ReceivedFact>> Messages { get; } =
        from seed in Gen.Int[0, int.MaxValue]
        from organisations in Gen.Int[1, 12]
        from people in Gen.Int[0, 60]
        from opportunities in Gen.Int[0, 8]
        select (IReadOnlyList<ReceivedFact>)Make(new Random(seed), organisations, people, opportunities);

    /// <summary>The same messages in an order that may be any.</summary>
    public static IReadOnlyList<ReceivedFact> Shuffled(IReadOnlyList<ReceivedFact> messages, int seed)
    {
        var shuffled = messages.ToArray();
        new Random(seed).Shuffle(shuffled);
        return shuffled;
    }

    static List<ReceivedFact> Make(Random random, int organisations, int people, int opportunities)
    {
        var messages = new List<ReceivedFact>();
        var ids = Enumerable.Range(0, organisations).Select(_ => Guid.CreateVersion7()).ToArray();
        DateTimeOffset Some() => Fact.At(2021, 9, 1).AddMinutes(random.Next(0, 100 * 24 * 60)).AddMicroseconds(random.Next(1000));

        foreach (var id in ids)
        {
            var state = Fact.Organisation(
                id, 1, $"Orga {random.Next(100)}", "registered", null, Regions[random.Next(4)], random.Next(2) == 0 ? "company" : "university");
            messages.Add(Fact.From(new OrganisationRegistered(state, Some())));
            if (random.Next(5) == 0) continue;
            state = state with { Version = 3, Status = "submitted", SubmittedAt = Some() };
            messages.Add(Fact.From(new OrganisationSubmitted(state, Some())));
            if (random.Next(3) == 0) messages.Add(Fact.From(new OrganisationAnnounced(state, Some())));
            if (random.Next(5) == 0) continue;
            state = state with { Version = 4, Status = "member", MemberSince = Some(), Category = random.Next(3) == 0 ? "founding-partner" : "member" };
            messages.Add(Fact.From(new OrganisationApproved(state, state.Category, "test", Some())));
            if (random.Next(3) == 0)
                messages.Add(Fact.From(new OrganisationProfileChanged(state with { Version = 7, Name = "Autre nom", Region = Regions[random.Next(4)] }, Some()))
                    with { WireName = "membership.organisation.moved" });
            if (id != ids[0] && random.Next(4) == 0)
            {
                state = state with { Version = 8, Status = "merged", MergedInto = ids[0] };
                messages.Add(Fact.From(new OrganisationMerged(state, ids[0], "test", Some())));
                if (random.Next(3) == 0)
                    messages.Add(Fact.From(new OrganisationSeparated(state with { Version = 9, Status = "member", MergedInto = null }, ids[0], "test", Some())));
            }
        }

        var events = Enumerable.Range(0, 2).Select(_ => Guid.CreateVersion7()).ToArray();
        foreach (var id in events)
        {
            messages.Add(Fact.From(new EventScheduled(Fact.Event(id, 1, "scheduled"), Some())));
            if (random.Next(2) == 0) messages.Add(Fact.Held(id, Some()));
            if (random.Next(4) == 0) messages.Add(Fact.From(new EventAnnounced(Fact.Event(id, 1, "scheduled"), Some())));
            foreach (var organisation in ids.Where(_ => random.Next(2) == 0))
            {
                var invitation = Fact.Invited(id, organisation, Some());
                messages.Add(invitation);
                if (random.Next(4) == 0)
                    messages.Add(Fact.From(new InvitationAnnounced(new(invitation.AggregateId, 1, id, organisation, null, "sent"), Some())));
            }
        }

        for (var person = 0; person < people; person++)
        {
            var (id, at) = (Guid.CreateVersion7(), events[random.Next(2)]);
            Guid? organisation = random.Next(8) == 0 ? null : ids[random.Next(Math.Min(3, ids.Length))];
            messages.Add(Fact.Registered(id, at, organisation, Some()));
            switch (random.Next(6))
            {
                case 0:
                    messages.Add(Fact.Cancelled(id, at, organisation));
                    if (random.Next(2) == 0)
                        messages.Add(Fact.From(new RegistrationConfirmed(Fact.Registration(id, 5, at, organisation), Some())));
                    break;
                case 1:
                    messages.Add(Fact.From(new RegistrationAnnounced(Fact.Registration(id, 1, at, organisation), Some())));
                    break;
                case > 2:
                    messages.Add(Fact.CheckedIn(id, at, organisation, Some()));
                    break;
            }
        }

        for (var each = 0; each < opportunities; each++)
        {
            var id = Guid.CreateVersion7();
            messages.Add(Fact.Opportunity(id, Tiers[random.Next(4)], random.Next(2) == 0 ? "open" : "closed", Some()));
            foreach (var organisation in ids.Where(_ => random.Next(3) == 0))
            {
                var match = Fact.Matched(id, organisation, Some());
                messages.Add(match);
                if (random.Next(4) == 0)
                    messages.Add(Fact.From(new MatchWithdrawn(new(match.AggregateId, 2, id, organisation, "withdrawn", 0, []), Some())));
            }
        }

        messages.Add(Fact.Approved(Guid.CreateVersion7()) with { WireName = "catalogue.offer.published" });
        messages.Add(Fact.Registered(Guid.CreateVersion7(), events[0], ids[0]) with { Json = """{"registration":{"id":12}}""" });
        return messages;
    }
}
