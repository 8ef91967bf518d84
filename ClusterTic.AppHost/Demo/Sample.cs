using ClusterTic.Events;
using ClusterTic.Membership;

namespace ClusterTic.AppHost.Demo;

/// <summary>Everything in the folder, read and checked before the first request.</summary>
sealed record Sample(
    IReadOnlyList<SampleOrganisation> Organisations,
    IReadOnlyList<SampleOffer> Offers,
    SampleWorkshop Workshop,
    IReadOnlyList<SampleInvitation> Invitations,
    IReadOnlyList<SampleAttendance> Attendance,
    IReadOnlyList<string> Notices);

/// <param name="Line">Of the file, for messages.</param>
sealed record SampleOrganisation(
    int Line,
    string Ref,
    RegisterOrganisationRequest Registration,
    DateTimeOffset? SubmittedAt,
    DateTimeOffset? ReviewAt,
    DateTimeOffset? DecidedAt,
    string? Decision,
    string? Category,
    string? Reason)
{
    public const string Approved = "approved";
    public const string Rejected = "rejected";
}

/// <summary>An entry of offers.json.</summary>
sealed record SampleOffer(string Ref, string Organisation, DateTimeOffset PublishedAt, OfferRequest Offer);

/// <summary>workshop.json.</summary>
sealed record SampleWorkshop(
    LocalText Title,
    LocalText? Description,
    string Kind,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    string? Venue,
    string? Town,
    string Country,
    int Capacity,
    IReadOnlyList<SessionRequest> Sessions,
    DateTimeOffset ScheduledAt,
    DateTimeOffset PublishedAt,
    DateTimeOffset HeldAt);

sealed record SampleInvitation(int Line, string Organisation, DateTimeOffset SentAt);

/// <param name="Organisation">Null for somebody who came for nobody.</param>
/// <param name="CheckedInAt">Null for somebody who did not come.</param>
sealed record SampleAttendance(
    int Line, string Ref, string? Organisation, string Name, string Email, string? Language, DateTimeOffset RegisteredAt, DateTimeOffset? CheckedInAt);
