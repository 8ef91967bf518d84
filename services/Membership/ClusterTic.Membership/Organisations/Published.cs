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

    /// <param name="given">As <see cref="PublicationReading"/> gives it.</param>
    public void ChangePublication(PublicationRequest given, DateTimeOffset at)
    {
        RequireOpen();
        Take(given);
        Raise(state => new OrganisationProfileChanged(state, at));
    }

    void Take(PublicationRequest given) =>
        (Hidden, PublicEmail, PublicPhone) = ([.. (given.Hidden ?? []).Order(StringComparer.Ordinal)], given.Email, given.Phone);

    public PublicationDetails ToPublication() => new(Slug, Hidden, PublicEmail, PublicPhone);
}
