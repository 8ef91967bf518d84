namespace ClusterTic.Membership.Catalogue;

/// <summary>What an organisation says of what it offers; it was read and is in order.</summary>
sealed record OfferContent(
    string Kind, LocalText Name, LocalText Summary, LocalText? Description, string[] CpvCodes, string[] Tags, string[] Sectors, string[] Markets,
    int? Maturity, string PriceModel, long? PriceFrom, int? LocalContent, bool Exportable, string IntellectualProperty, string? IpReference);
