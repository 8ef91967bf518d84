using ClusterTic.Membership.Directory;

namespace ClusterTic.Membership.Organisations;

/// <summary>What the public sees of an organisation, and where.</summary>
sealed partial class Organisation
{
    /// <summary>Its address in the directory, given by the database when it becomes a member or changes its name.</summary>
    public string? Slug { get; private set; }

    /// <summary>Of <see cref="HiddenFields.All"/>.</summary>
    public List<string> Hidden { get; private set; } = [];

    /// <summary>The organisation's own address for everybody, nobody's personal one.</summary>
    public string? PublicEmail { get; private set; }

    public string? PublicPhone { get; private set; }

    public void ChangePublication(IReadOnlyList<string> hidden, string? email, string? phone, DateTimeOffset at)
    {
        RequireOpen();
        (Hidden, PublicEmail, PublicPhone) = ([.. hidden.Order(StringComparer.Ordinal)], email, phone);
        Raise(state => new OrganisationProfileChanged(state, at));
    }

    public PublicationDetails ToPublication() => new(Slug, Hidden, PublicEmail, PublicPhone);

    public DirectoryEntry ToDirectoryEntry() => new(
        Id, Name, TradeName, Type, Country, Region, Shown(HiddenFields.Town, Town), Shown(HiddenFields.Website, Website),
        Shown(HiddenFields.Description, Description), Category!, MemberSince!.Value,
        Hides(HiddenFields.Competences) ? [] : [.. Sorted().Select(competence => competence.ToEntry(withEvidence: !Hides(HiddenFields.Evidence)))],
        Slug!, Hides(HiddenFields.Founded) ? null : FoundedIn, Shown(HiddenFields.Size, SmeClass), PublicEmail, PublicPhone, LogoId,
        Shown(HiddenFields.Sector, Sector), Hides(HiddenFields.Languages) ? [] : Languages, Hides(HiddenFields.Label) ? null : StartupLabelUntil);

    bool Hides(string field) => Hidden.Contains(field, StringComparer.Ordinal);

    T? Shown<T>(string field, T? value) where T : class => Hides(field) ? null : value;
}
