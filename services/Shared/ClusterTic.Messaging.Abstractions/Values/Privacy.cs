namespace ClusterTic;

/// <summary>That an account was given personal data.</summary>
/// <param name="By">The account.</param>
/// <param name="Endpoint">What it asked: <c>people.show</c>, <c>contacts.list</c>.</param>
/// <param name="PersonId">Whom the answer was about; null for lists.</param>
/// <param name="AboutId">What a list belongs to, such as an organisation or an event.</param>
/// <param name="Shown">How many the answer held; null for a whole file.</param>
public sealed record DataAccess(Guid Id, string By, string? ByName, string Endpoint, Guid? PersonId, Guid? AboutId, int? Shown, DateTimeOffset At);

/// <summary>What one service holds about a person, for the person to read.</summary>
/// <param name="Categories">Each with its entries; a category without entries says that there are none.</param>
public sealed record PersonData(Guid PersonId, string Service, DateTimeOffset At, IReadOnlyList<DataCategory> Categories);

/// <param name="Code">The table that it comes from, in kebab case; its wording is the Portal's.</param>
/// <param name="Entries">Each a list of fields.</param>
public sealed record DataCategory(string Code, IReadOnlyList<DataEntry> Entries);

public sealed record DataEntry(IReadOnlyList<DataField> Fields);

/// <param name="Name">In camel case, as the API names it elsewhere.</param>
public sealed record DataField(string Name, string? Value);
