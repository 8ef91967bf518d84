namespace ClusterTic.Membership.Catalogue;

/// <summary>A picture of an offer; its file has the same id.</summary>
sealed class OfferPicture
{
    public required Guid Id { get; init; }

    /// <summary>What is to be seen, in both languages.</summary>
    public required LocalText Alt { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    public OfferPictureDetails ToDetails() => new(Id, Alt, Width, Height);
}
