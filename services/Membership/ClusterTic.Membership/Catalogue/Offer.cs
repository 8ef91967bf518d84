using ClusterTic.Membership.Organisations;
using ClusterTic.Messaging;
using ClusterTic.ServiceDefaults.Http;

namespace ClusterTic.Membership.Catalogue;

/// <summary>A product or a service of an organisation: written down, shown to everybody, taken back, shown again.</summary>
sealed partial class Offer : Aggregate<OfferState>
{
    public const string Draft = "draft", Published = "published", Withdrawn = "withdrawn";

    const int MostPictures = 5;

    readonly List<OfferPicture> pictures = [];

    Offer()
    {
    }

    public Guid OrganisationId { get; private set; }

    /// <summary>Its place in the catalogue; links to it must hold when the name changes.</summary>
    public string Slug { get; private init; } = "";

    public string Status { get; private set; } = Draft;
    public string Kind { get; private set; } = "";
    public LocalText Name { get; private set; } = new();
    public LocalText Summary { get; private set; } = new();
    public LocalText? Description { get; private set; }
    public string[] CpvCodes { get; private set; } = [];
    public string[] Tags { get; private set; } = [];
    public string[] Sectors { get; private set; } = [];
    public string[] Markets { get; private set; } = [];
    public int? Maturity { get; private set; }
    public string PriceModel { get; private set; } = "";
    public long? PriceFrom { get; private set; }
    public int? LocalContent { get; private set; }
    public bool Exportable { get; private set; }
    public string IntellectualProperty { get; private set; } = "";
    public string? IpReference { get; private set; }
    public DateTimeOffset CreatedAt { get; private init; }
    public DateTimeOffset? PublishedAt { get; private set; }

    /// <summary>When somebody last said that it is still true; publishing says so.</summary>
    public DateTimeOffset? ConfirmedAt { get; private set; }

    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>The one to show first was added first.</summary>
    public IReadOnlyList<OfferPicture> Pictures => pictures;

    public IEnumerable<OfferPicture> SortedPictures => pictures.OrderBy(picture => picture.Id);

    public static Offer Write(Organisation organisation, string slug, OfferContent content, DateTimeOffset at)
    {
        organisation.RequireOpen();
        var offer = new Offer { OrganisationId = organisation.Id, Slug = slug, CreatedAt = at };
        offer.Take(content);
        offer.Raise(state => new OfferChanged(state, at));
        return offer;
    }

    public void Change(OfferContent content, DateTimeOffset at)
    {
        Take(content);
        if (Status is Published) RequireComplete();
        Raise(state => new OfferChanged(state, at));
    }

    public void Publish(Organisation organisation, DateTimeOffset at)
    {
        Rule.Require(Status is not Published, OfferRules.PublishedAlready);
        Rule.Require(organisation.Status is OrganisationStatus.Member, OfferRules.NeedsMember);
        RequireComplete();
        (Status, PublishedAt, ConfirmedAt, WithdrawnAt) = (Published, at, at, null);
        Raise(state => new OfferPublished(state, at));
    }

    public void Withdraw(DateTimeOffset at)
    {
        Rule.Require(Status is Published, OfferRules.OnlyPublishedCanBeWithdrawn);
        (Status, WithdrawnAt) = (Withdrawn, at);
        Raise(state => new OfferWithdrawn(state, at));
    }

    public void Confirm(DateTimeOffset at)
    {
        Rule.Require(Status is Published, OfferRules.OnlyPublishedCanBeConfirmed);
        ConfirmedAt = at;
        Raise(state => new OfferConfirmed(state, at));
    }

    /// <summary>Whoever makes it turned out to be another organisation.</summary>
    public void MoveTo(Organisation organisation, DateTimeOffset at)
    {
        OrganisationId = organisation.Id;
        Raise(state => new OfferChanged(state, at));
    }

    public void Add(OfferPicture picture, DateTimeOffset at)
    {
        Rule.Require(pictures.Count < MostPictures, OfferRules.PicturesTooMany, ("most", MostPictures));
        pictures.Add(picture);
        Raise(state => new OfferChanged(state, at));
    }

    public void Remove(OfferPicture picture, DateTimeOffset at)
    {
        pictures.Remove(picture);
        Raise(state => new OfferChanged(state, at));
    }

    public override OfferState ToState() => new(
        Id, Version, OrganisationId, Kind, Name, CpvCodes, Tags, Sectors, Markets, Maturity, PriceModel, PriceFrom, LocalContent, Exportable,
        IntellectualProperty, Status, PublishedAt, ConfirmedAt);

    void RequireComplete()
    {
        Rule.Require(Name is { Fr: not null, En: not null } && Summary is { Fr: not null, En: not null }, OfferRules.NeedsBothLanguages);
        Rule.Require(CpvCodes.Length > 0, OfferRules.NeedsCpvCode);
    }

    void Take(OfferContent content)
    {
        (Kind, Name, Summary, Description) = (content.Kind, content.Name, content.Summary, content.Description);
        (CpvCodes, Tags, Sectors, Markets) = (content.CpvCodes, content.Tags, content.Sectors, content.Markets);
        (Maturity, PriceModel, PriceFrom) = (content.Maturity, content.PriceModel, content.PriceFrom);
        (LocalContent, Exportable) = (content.LocalContent, content.Exportable);
        (IntellectualProperty, IpReference) = (content.IntellectualProperty, content.IpReference);
    }
}
