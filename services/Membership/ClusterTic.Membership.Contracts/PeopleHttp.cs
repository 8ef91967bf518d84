using System.ComponentModel.DataAnnotations;

namespace ClusterTic.Membership;

/// <summary>Body of <c>POST …/organisations/{id}/contacts</c>. Somebody who is known by the address already is that person, under the name that is known.</summary>
/// <param name="Role">director, technical, commercial, finance, communication, other.</param>
/// <param name="Since">Today where it is not said.</param>
public sealed record AddContactRequest(
    [property: Required(ErrorMessage = "required"), StringLength(200, MinimumLength = 2, ErrorMessage = "text-length:{2}:{1}")] string Name,
    [property: Required(ErrorMessage = "required"), EmailAddress(ErrorMessage = "email-invalid"), StringLength(254, ErrorMessage = "text-too-long:{1}")] string Email,
    string? Language,
    [property: Required(ErrorMessage = "required")] string Role,
    [property: StringLength(200, ErrorMessage = "text-too-long:{1}")] string? Title = null,
    [property: StringLength(30, ErrorMessage = "text-too-long:{1}")] string? Phone = null,
    DateOnly? Since = null);

/// <summary>Body of <c>PUT …/contacts/{contact}</c>; needs <c>If-Match</c>.</summary>
public sealed record ChangeContactRequest(
    [property: Required(ErrorMessage = "required")] string Role,
    [property: StringLength(200, ErrorMessage = "text-too-long:{1}")] string? Title,
    [property: StringLength(30, ErrorMessage = "text-too-long:{1}")] string? Phone);

/// <summary>Body of <c>POST …/contacts/{contact}/end</c>.</summary>
/// <param name="On">The last day; today where it is not said.</param>
public sealed record EndContactRequest(DateOnly? On = null);

/// <summary>What a person does for an organisation.</summary>
/// <param name="Until">The last day; null while it goes on.</param>
/// <param name="IsMain">The organisation's mails go there.</param>
public sealed record OrganisationContact(
    Guid Id, long Version, Guid PersonId, string Name, string Email, string Language, string Role, string? Title, string? Phone,
    DateOnly Since, DateOnly? Until, bool IsMain) : IVersioned;

/// <summary>A person in a list.</summary>
/// <param name="Organisations">For which it does something now.</param>
public sealed record PersonEntry(Guid Id, string Name, string Email, string Language, IReadOnlyList<string> Organisations);

/// <summary>A person with everything that it does. Personal data: only the cluster team reads it.</summary>
/// <param name="Sex">f, m, x, or none for who prefers not to say; null where it is not known.</param>
/// <param name="MergedInto">Who it turned out to be; all that it had is there.</param>
public sealed record PersonDetails(
    Guid Id, long Version, string Name, string Email, string Language, string? Sex, int? BirthYear,
    IReadOnlyList<PersonOrganisation> Organisations, IReadOnlyList<PersonMandate> Mandates, DateTimeOffset? ErasedAt = null,
    Guid? MergedInto = null) : IVersioned;

/// <summary>Two people who may be one.</summary>
/// <param name="Why">name, phone; what they had in common then, where somebody has said that they are two.</param>
/// <param name="DismissedAt">When somebody said that they are two.</param>
public sealed record PeopleAlike(
    PersonEntry First, PersonEntry Second, IReadOnlyList<string> Why, DateTimeOffset? DismissedAt = null, string? DismissedByName = null);

/// <summary>Before two people become one.</summary>
/// <param name="Obstacle">Why they cannot be merged: a rule's code; null where they can.</param>
public sealed record PersonMergePreview(PersonDetails Kept, PersonDetails Absorbed, PersonMoves Moves, string? Obstacle);

/// <summary>What goes along from the one that ends.</summary>
/// <param name="MainOf">Organisations whose main contact it is.</param>
public sealed record PersonMoves(
    int Contacts, int MainOf, int Mandates, int Consents, int Signatures, int Representations, int ChangeRequests, int Interactions, int Meetings);

/// <summary>Body of <c>POST /people/{id}/merge</c>: the person in the address goes on; needs <c>If-Match</c> where its version matters.</summary>
/// <param name="Absorb">The one that ends.</param>
/// <param name="AbsorbVersion">The version of it that was seen; 412 where it has changed since.</param>
public sealed record MergePeopleRequest([property: Required(ErrorMessage = "required")] Guid? Absorb, long? AbsorbVersion = null);

public sealed record PersonOrganisation(
    Guid OrganisationId, string Organisation, Guid ContactId, string Role, string? Title, string? Phone, DateOnly Since, DateOnly? Until, bool IsMain);

public sealed record PersonMandate(
    Guid BodyId, LocalText Body, Guid MandateId, string Function, Guid? OrganisationId, string? Organisation, DateOnly From, DateOnly? To, bool IsLive);

/// <summary>Body of <c>PUT /people/{id}</c>, all of it; needs <c>If-Match</c>.</summary>
/// <param name="Language">fr or en.</param>
/// <param name="Sex">f, m, x, none; as the year of birth it needs a live consent to <c>statistics</c>.</param>
public sealed record ChangePersonRequest(
    [property: Required(ErrorMessage = "required"), StringLength(200, MinimumLength = 2, ErrorMessage = "text-length:{2}:{1}")] string Name,
    [property: Required(ErrorMessage = "required"), EmailAddress(ErrorMessage = "email-invalid"), StringLength(254, ErrorMessage = "text-too-long:{1}")] string Email,
    [property: Required(ErrorMessage = "required")] string Language,
    string? Sex = null,
    int? BirthYear = null);

/// <summary>Body of <c>POST /people/{id}/consents</c>.</summary>
/// <param name="Purpose">A code that the installation has configured.</param>
/// <param name="How">paper, form, mail.</param>
/// <param name="OccurredAt">When it was given, where that is not now; needs the <c>backdate</c> permission.</param>
public sealed record GiveConsentRequest(
    [property: Required(ErrorMessage = "required")] string Purpose,
    [property: Required(ErrorMessage = "required")] string How,
    DateTimeOffset? OccurredAt = null);

/// <summary>What a person agreed to.</summary>
/// <param name="TextVersion">Of the wording that was agreed to.</param>
/// <param name="By">The account that recorded it.</param>
public sealed record ConsentDetails(
    Guid Id, string Purpose, string TextVersion, string How, DateTimeOffset GivenAt, DateTimeOffset? WithdrawnAt, string By, string? ByName);
