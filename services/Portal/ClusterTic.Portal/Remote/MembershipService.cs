using ClusterTic.Membership;
using ClusterTic.Portal.Directory;
using ClusterTic.Portal.Layout;

namespace ClusterTic.Portal.Remote;

/// <summary>Who belongs to the cluster.</summary>
public sealed partial class MembershipService(HttpClient http, Reader reader, ILogger<MembershipService> log) : RemoteService("membership", http, log)
{
    const string Root = "api/membership/v1/";

    public Task<Part<ClusterTic.Membership.DirectoryPage>> Directory(DirectoryQuery query, string? after, int limit, CancellationToken cancel) =>
        Get<ClusterTic.Membership.DirectoryPage>(Root + "directory" + Query([.. query.Pairs, ("after", after), ("limit", Text(limit)), ("count", "true")]), cancel);

    public Task<Part<Facet[]>> Facets(DirectoryQuery query, CancellationToken cancel) =>
        Get<Facet[]>(Root + "directory/facets" + Query(query.Pairs), cancel);

    /// <param name="address">An id, or an address that the member has or had.</param>
    public Task<Part<DirectoryEntry>> Member(string address, CancellationToken cancel) =>
        Get<DirectoryEntry>($"{Root}directory/{Uri.EscapeDataString(address)}", cancel);

    public Task<Part<Page<string>>> Addresses(string? after, CancellationToken cancel) =>
        Get<Page<string>>(Root + "directory/addresses" + Query(("after", after), ("limit", "200")), cancel);

    public Task<Part<object>> CountView(string address, string? country, Attempt attempt, CancellationToken cancel) =>
        Post<object>($"{Root}directory/{Uri.EscapeDataString(address)}/views", new CountViewRequest(country), attempt, cancel);

    public Task<Part<DirectoryViewsDetails>> Views(Guid id, CancellationToken cancel) =>
        Get<DirectoryViewsDetails>($"{Root}organisations/{id}/views", cancel);

    public Task<Part<OrganisationDetails>> ChangeProfile(Guid id, ChangeProfileRequest request, long seen, CancellationToken cancel) =>
        Put<OrganisationDetails>($"{Root}organisations/{id}", request, seen, cancel);

    public Task<Part<OrganisationDetails>> ChangeActivity(Guid id, ActivityRequest request, long seen, CancellationToken cancel) =>
        Put<OrganisationDetails>($"{Root}organisations/{id}/activity", request, seen, cancel);

    public Task<Part<OrganisationDetails>> ConfirmClass(Guid id, ConfirmClassRequest request, Attempt attempt, CancellationToken cancel) =>
        Post<OrganisationDetails>($"{Root}organisations/{id}/size-class/confirm", request, attempt, cancel);

    public Task<Part<OrganisationDetails>> ChangePublication(Guid id, PublicationRequest request, long seen, CancellationToken cancel) =>
        Put<OrganisationDetails>($"{Root}organisations/{id}/publication", request, seen, cancel);

    /// <param name="represented">With false only those for which nobody acts.</param>
    public Task<Part<Page<OrganisationDetails>>> Organisations(string? status, bool? represented, string? after, int limit, CancellationToken cancel) =>
        Get<Page<OrganisationDetails>>(Root + "organisations" + Query(
            ("status", status), ("represented", represented is false ? "false" : null), ("after", after), ("limit", Text(limit)), ("count", "true")), cancel);

    public Task<Part<OrganisationDetails>> Organisation(Guid id, CancellationToken cancel) =>
        Get<OrganisationDetails>($"{Root}organisations/{id}", cancel);

    public Task<Part<OrganisationDetails>> Register(RegisterOrganisationRequest request, Attempt attempt, CancellationToken cancel) =>
        Post<OrganisationDetails>(Root + "organisations", request, attempt, cancel);

    public Task<Part<object>> ConfirmEmail(Guid id, ConfirmEmailRequest request, Attempt attempt, CancellationToken cancel) =>
        Post<object>($"{Root}organisations/{id}/confirm-email", request, attempt, cancel);

    public Task<Part<object>> SendCodeAgain(Guid id, Attempt attempt, CancellationToken cancel) =>
        Post<object>($"{Root}organisations/{id}/confirmation-mails", null, attempt, cancel);

    public Task<Part<Page<FieldChange>>> ContactHistory(Guid id, Guid contact, string? after, int limit, CancellationToken cancel) =>
        Get<Page<FieldChange>>($"{Root}organisations/{id}/contacts/{contact}/history" + Query(("after", after), ("limit", Text(limit))), cancel);

    public Task<Part<Page<FieldChange>>> History(Guid id, string? after, int limit, CancellationToken cancel) =>
        Get<Page<FieldChange>>($"{Root}organisations/{id}/history" + Query(("after", after), ("limit", Text(limit))), cancel);

    public Task<Part<Page<ReviewNoteDetails>>> Notes(Guid id, string? after, int limit, CancellationToken cancel) =>
        Get<Page<ReviewNoteDetails>>($"{Root}organisations/{id}/notes" + Query(("after", after), ("limit", Text(limit))), cancel);

    public Task<Part<ReviewNoteDetails>> AddNote(Guid id, AddReviewNoteRequest note, Attempt attempt, CancellationToken cancel) =>
        Post<ReviewNoteDetails>($"{Root}organisations/{id}/notes", note, attempt, cancel);

    public Task<Part<Page<OrganisationContact>>> Contacts(Guid id, CancellationToken cancel) =>
        Get<Page<OrganisationContact>>($"{Root}organisations/{id}/contacts?limit=100", cancel);

    public Task<Part<OrganisationContact>> AddContact(Guid id, AddContactRequest contact, Attempt attempt, CancellationToken cancel) =>
        Post<OrganisationContact>($"{Root}organisations/{id}/contacts", contact, attempt, cancel);

    public Task<Part<OrganisationContact>> ChangeContact(Guid id, Guid contact, ChangeContactRequest change, long seen, CancellationToken cancel) =>
        Put<OrganisationContact>($"{Root}organisations/{id}/contacts/{contact}", change, seen, cancel);

    /// <param name="step">main or end.</param>
    public Task<Part<OrganisationContact>> ContactStep(Guid id, Guid contact, string step, Attempt attempt, CancellationToken cancel) =>
        Post<OrganisationContact>($"{Root}organisations/{id}/contacts/{contact}/{step}", null, attempt, cancel);

    public Task<Part<OrganisationDetails>> Tick(Guid id, TickChecklistRequest ticked, long seen, CancellationToken cancel) =>
        Put<OrganisationDetails>($"{Root}organisations/{id}/checklist", ticked, seen, cancel);

    public Task<Part<OrganisationDetails>> ChangeRegistration(Guid id, RegistrationRequest request, long seen, CancellationToken cancel) =>
        Put<OrganisationDetails>($"{Root}organisations/{id}/registration", request, seen, cancel);

    public Task<Part<OrganisationDetails>> ChangeFigures(Guid id, int year, YearFiguresRequest request, long seen, CancellationToken cancel) =>
        Put<OrganisationDetails>($"{Root}organisations/{id}/figures/{year}", request, seen, cancel);

    /// <param name="step">submit, review, approve, reject, suspend, reinstate or withdraw.</param>
    public Task<Part<OrganisationDetails>> Step(Guid id, string step, object? body, Attempt attempt, CancellationToken cancel) =>
        Post<OrganisationDetails>($"{Root}organisations/{id}/{step}", body, attempt, cancel);
}
