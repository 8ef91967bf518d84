using System.Linq.Expressions;
using ClusterTic.Membership.Competences;
using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Data;

namespace ClusterTic.Membership.Directory;

/// <summary>What is read of a member for everybody, and no column more; what it hides stays here.</summary>
sealed class PublicProfile
{
    public static readonly Expression<Func<Organisation, PublicProfile>> Of = one => new()
    {
        Id = one.Id, Name = one.Name, TradeName = one.TradeName, Type = one.Type, Country = one.Country, Region = one.Region, Town = one.Town,
        Website = one.Website, Description = one.Description, Category = one.Category!, MemberSince = one.MemberSince!.Value, Slug = one.Slug!,
        FoundedIn = one.FoundedIn, SmeClass = one.SmeClass, PublicEmail = one.PublicEmail, PublicPhone = one.PublicPhone, LogoId = one.LogoId,
        Sector = one.Sector, Languages = one.Languages, StartupLabelUntil = one.StartupLabelUntil, Hidden = one.Hidden,
        Competences = one.Competences.OrderBy(mine => mine.Code).ToList(),
    };

    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required string? TradeName { get; init; }

    public required string Type { get; init; }

    public required string Country { get; init; }

    public required string? Region { get; init; }

    public required string? Town { get; init; }

    public required string? Website { get; init; }

    public required LocalText? Description { get; init; }

    public required string Category { get; init; }

    public required DateTimeOffset MemberSince { get; init; }

    public required string Slug { get; init; }

    public required int? FoundedIn { get; init; }

    public required string? SmeClass { get; init; }

    public required string? PublicEmail { get; init; }

    public required string? PublicPhone { get; init; }

    public required Guid? LogoId { get; init; }

    public required string? Sector { get; init; }

    public required List<string> Languages { get; init; }

    public required DateOnly? StartupLabelUntil { get; init; }

    public required List<string> Hidden { get; init; }

    public required List<Competence> Competences { get; init; }

    public DirectoryEntry ToEntry() => new(
        Id, Name, TradeName, Type, Country, Region, Shown(HiddenFields.Town, Town), Shown(HiddenFields.Website, Website),
        Shown(HiddenFields.Description, Description), Category, MemberSince,
        Hides(HiddenFields.Competences) ? [] : [.. Competences.Select(competence => competence.ToEntry(withEvidence: !Hides(HiddenFields.Evidence)))],
        Slug, Hides(HiddenFields.Founded) ? null : FoundedIn, Shown(HiddenFields.Size, SmeClass), PublicEmail, PublicPhone, LogoId,
        Shown(HiddenFields.Sector, Sector), Hides(HiddenFields.Languages) ? [] : Languages, Hides(HiddenFields.Label) ? null : StartupLabelUntil);

    bool Hides(string field) => Hidden.Contains(field, StringComparer.Ordinal);

    T? Shown<T>(string field, T? value) where T : class => Hides(field) ? null : value;
}
