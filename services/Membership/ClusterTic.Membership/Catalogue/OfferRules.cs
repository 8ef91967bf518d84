namespace ClusterTic.Membership.Catalogue;

/// <summary>Codes of the rules and refusals about offers; their wording is in Resources.</summary>
static class OfferRules
{
    public const string UnknownKind = "unknown-offer-kind";
    public const string UnknownMarket = "unknown-market";
    public const string UnknownPriceModel = "unknown-price-model";
    public const string UnknownIntellectualProperty = "unknown-intellectual-property";
    public const string UnknownCpvCode = "unknown-cpv-code";
    public const string UnknownTag = "unknown-tag";
    public const string UnknownSector = "unknown-sector";
    public const string CpvCodesTooMany = "cpv-codes-too-many";
    public const string ReferenceOfNothing = "reference-of-nothing";
    public const string MaturityMissing = "maturity-missing";
    public const string NeedsBothLanguages = "offer-needs-both-languages";
    public const string NeedsCpvCode = "offer-needs-a-cpv-code";
    public const string NeedsMember = "offer-needs-a-member";
    public const string PublishedAlready = "offer-published-already";
    public const string OnlyPublishedCanBeWithdrawn = "only-published-can-be-withdrawn";
    public const string OnlyPublishedCanBeConfirmed = "only-published-can-be-confirmed";
    public const string PicturesTooMany = "offer-pictures-too-many";
    public const string SlugTaken = "offer-slug-taken";
}
