using System.Text.Json;

namespace ClusterTic;

/// <summary>One field of one aggregate that changed.</summary>
/// <param name="Version">The aggregate's version after the change; fields that changed together share it.</param>
/// <param name="Field">As the API names it; <c>competences[72200000].level</c> for a field of a part, <c>description.fr</c> for one language.</param>
/// <param name="Before">Null where there was nothing, or where it was erased.</param>
/// <param name="After">Null where there is nothing now, or where it was erased.</param>
/// <param name="Personal">Whether it is about a person, and so is erased with that person's data.</param>
/// <param name="Fact">Wire name of the fact that told of the change: what was done.</param>
/// <param name="By">The account, <c>anonymous</c> for the public, or <c>service/…</c> where nobody asked for it.</param>
/// <param name="ByName">The account's name when it was done.</param>
/// <param name="OccurredAt">When it happened in the world.</param>
/// <param name="RecordedAt">When the service learned of it.</param>
public sealed record FieldChange(
    Guid Id, long Version, string Field, JsonElement? Before, JsonElement? After, bool Personal, DateTimeOffset? ErasedAt,
    string Fact, string By, string? ByName, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt);
