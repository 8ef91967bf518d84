using ClusterTic.Membership;
using ClusterTic.Messaging;

namespace ClusterTic.Reporting.Tests.Reports;

/// <summary>Messages of Membership beyond who is a member.</summary>
static class Facts
{
    public static OfferState Offer(
        Guid organisation, long version = 1, string status = "published", int? local = null, bool exportable = false, string property = "none",
        DateTimeOffset? published = null, DateTimeOffset? confirmed = null, Guid? id = null, params string[] cpv) => new(
        id ?? Guid.CreateVersion7(), version, organisation, "service", new("Offre", "Offer"), cpv is [] ? ["72000000"] : cpv, [], [], [], null, "on-request", null,
        local, exportable, property, status, published, confirmed ?? published);

    public static ReceivedFact Published(OfferState offer) => Fact.From(new OfferPublished(offer, offer.PublishedAt!.Value));

    public static DuesAccountState Account(Guid organisation, params DuesCallState[] calls) => new(
        Guid.CreateVersion7(), 1, organisation, calls.Sum(call => call.Status == "cancelled" ? 0 : call.Amount), calls.Sum(call => call.Paid), 0, calls);

    public static DuesCallState Call(int year, long amount, long paid, string? status = null) => new(
        Guid.CreateVersion7(), new(year, 1, 1), new(year, 12, 31), new(year, 3, 31), amount, paid, status ?? (paid == amount ? "paid" : "open"));

    public static ReceivedFact Told(DuesAccountState account) => Fact.From(new DuesPaid(account, Guid.CreateVersion7(), new(2021, 1, 2), account.Paid, "cash", Fact.At(2021, 1, 2)));

    public static BodyState Body(string kind, int seats, params (DateOnly From, DateOnly? To)[] mandates) => new(
        Guid.CreateVersion7(), 1, kind, new("Instance", "Body"), seats,
        [.. mandates.Select(each => new MandateState(Guid.CreateVersion7(), Guid.CreateVersion7(), null, "member", each.From, each.To))]);

    public static ReceivedFact Met(BodyState body, long version, DateOnly on, Guid? meeting = null) => Fact.From(new BodyMeetingHeld(
        body with { Version = version, MeetingsHeld = 1, LastMeetingOn = on }, meeting ?? Guid.CreateVersion7(), on, 8, Fact.At(on.Year, on.Month, on.Day)));
}
