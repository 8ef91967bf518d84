using System.ComponentModel.DataAnnotations;

namespace ClusterTic.Membership;

/// <summary>Body of <c>POST /people/{id}/erase</c>.</summary>
/// <param name="Reason">request, consent, other; <c>retention</c> is the service's own.</param>
public sealed record ErasePersonRequest([property: Required(ErrorMessage = "required")] string Reason);

/// <summary>An order to erase a person's data, and who has confirmed it.</summary>
/// <param name="Missing">The services that have not confirmed yet.</param>
public sealed record ErasureDetails(
    Guid Id, long Version, Guid PersonId, string Reason, DateTimeOffset OrderedAt, string By, string? ByName,
    IReadOnlyList<ErasureConfirmation> Confirmations, IReadOnlyList<string> Missing, DateTimeOffset? CompletedAt) : IVersioned;

/// <param name="Kept">Why something was left in place, as a code; null where nothing was.</param>
public sealed record ErasureConfirmation(string Service, DateTimeOffset ConfirmedAt, string? Kept, IReadOnlyList<ErasedCount> Erased);

/// <summary>How long something is kept, and what is due.</summary>
/// <param name="Code">applicants, contacts, mandates: people, erased whole; notes: of contacts with organisations, emptied.</param>
/// <param name="Due">People, or notes, that are past it now.</param>
public sealed record RetentionRule(string Code, int Months, int Due);

/// <summary>One line of the register of processing.</summary>
public sealed record Processing(
    string Code, LocalText Name, LocalText Purpose, LocalText People, LocalText Data, LocalText KeptIn, LocalText Recipients, LocalText HowLong, LocalText Basis);

/// <param name="Contact">Where to write about one's data; null where the installation names none.</param>
public sealed record ProcessingRegister(string? Contact, IReadOnlyList<Processing> Processings);
