using System.Reflection;
using System.Text.Json;
using ClusterTic.Events;
using ClusterTic.Membership;
using ClusterTic.Messaging;
using ClusterTic.Opportunities;

namespace ClusterTic.Reporting.Tests;

/// <summary>Messages as the other services send them.</summary>
static class Fact
{
    public static ReceivedFact From(IFact fact, DateTimeOffset? recorded = null, Guid? messageId = null)
    {
        var name = fact.GetType().GetCustomAttribute<WireNameAttribute>()!.Name;
        return new(
            messageId ?? Guid.CreateVersion7(), name, name[..name.IndexOf('.', StringComparison.Ordinal)], fact.AggregateId, fact.Version,
            fact.OccurredAt, recorded ?? fact.OccurredAt, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            JsonSerializer.Serialize(fact, fact.GetType(), JsonSerializerOptions.Web));
    }

    public static OrganisationState Organisation(
        Guid id, long version = 1, string name = "Orga", string status = "member", string? category = "member", string? region = "CI-AB",
        string type = "company", DateTimeOffset? memberSince = null) => new(
        id, version, name, null, type, "CI", region, "Abidjan", status, category, At(2021, 1, 1), null,
        status == "member" ? memberSince ?? At(2021, 1, 1) : null, [new("72000000", 3)]);

    public static ReceivedFact Approved(Guid id, string name = "Orga", string? category = "member", string? region = "CI-AB", string type = "company", long version = 1) =>
        From(new OrganisationApproved(Organisation(id, version, name, category: category, region: region, type: type), category!, "test", At(2021, 1, 1)));

    public static EventState Event(Guid id, long version, string status) => new(
        id, version, new("Atelier", "Workshop"), "workshop", status, At(2021, 11, 3, 8), At(2021, 11, 3, 17), "Abidjan", "CI", 50, []);

    public static ReceivedFact Held(Guid id, DateTimeOffset? at = null, long version = 3) => From(new EventHeld(Event(id, version, "held"), at ?? At(2021, 11, 3, 17)));

    public static ReceivedFact Invited(Guid @event, Guid organisation, DateTimeOffset? at = null, Guid? id = null) => From(new InvitationSent(
        new(id ?? Guid.CreateVersion7(), 1, @event, organisation, null, "sent"), at ?? At(2021, 10, 20)));

    public static RegistrationState Registration(Guid id, long version, Guid @event, Guid? organisation, string status = "confirmed", DateTimeOffset? checkedIn = null) =>
        new(id, version, @event, Guid.CreateVersion7(), organisation, status, At(2021, 10, 25), checkedIn);

    public static ReceivedFact Registered(Guid id, Guid @event, Guid? organisation, DateTimeOffset? at = null) =>
        From(new RegistrationConfirmed(Registration(id, 1, @event, organisation), at ?? At(2021, 10, 25)));

    public static ReceivedFact CheckedIn(Guid id, Guid @event, Guid? organisation, DateTimeOffset? at = null, long version = 2) =>
        From(new RegistrationCheckedIn(Registration(id, version, @event, organisation, checkedIn: at ?? At(2021, 11, 3, 9)), at ?? At(2021, 11, 3, 9)));

    public static ReceivedFact Cancelled(Guid id, Guid @event, Guid? organisation, long version = 2) =>
        From(new RegistrationCancelled(Registration(id, version, @event, organisation, "cancelled"), At(2021, 10, 30)));

    public static ReceivedFact Opportunity(Guid id, string tier = "national", string status = "open", DateTimeOffset? at = null) => From(new OpportunityPublished(
        new(id, 1, $"ocds-test-{id:N}", new("Avis", "Notice"), status, "Acheteur", "CI", tier, ["72000000"], new(1_000_000, "XOF"), At(2021, 9, 1), null),
        at ?? At(2021, 9, 1)));

    public static ReceivedFact Matched(Guid opportunity, Guid organisation, DateTimeOffset? at = null, Guid? id = null) => From(new MatchFound(
        new(id ?? Guid.CreateVersion7(), 1, opportunity, organisation, "found", 80, []), at ?? At(2021, 9, 2)));

    public static DateTimeOffset At(int year, int month, int day, int hour = 12) => new(year, month, day, hour, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset At(int year, int month, int day, int hour, int minute) => new(year, month, day, hour, minute, 0, TimeSpan.Zero);
}
