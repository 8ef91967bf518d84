namespace ClusterTic.Membership.Privacy;

/// <summary>Codes of the rules and refusals about personal data; their wording is in Resources.</summary>
static class PrivacyRules
{
    public const string UnknownErasureReason = "unknown-erasure-reason";
    public const string MainContactCannotBeErased = "main-contact-cannot-be-erased";
    public const string MandateHolderCannotBeErased = "mandate-holder-cannot-be-erased";
    public const string PersonIsErased = "person-is-erased";
}
