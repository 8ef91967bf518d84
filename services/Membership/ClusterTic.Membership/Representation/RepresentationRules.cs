namespace ClusterTic.Membership.Representation;

/// <summary>Codes of the rules and refusals about representatives and what they ask for; their wording is in Resources.</summary>
static class RepresentationRules
{
    public const string NotAContact = "representative-not-a-contact";
    public const string InvitedAlready = "representative-invited-already";
    public const string AppointedAlready = "representative-appointed-already";
    public const string HasEnded = "representative-has-ended";
    public const string NotYourRepresentation = "not-your-representation";
    public const string CodeWrong = "representation-code-wrong";
    public const string ActsAlready = "represents-already";
    public const string IdentityNeedsRequest = "identity-field-needs-request";
    public const string RequestEmpty = "change-request-empty";
    public const string UnknownNumber = "unknown-number";
    public const string NumberGivenAndCleared = "number-given-and-cleared";
    public const string RequestOpenAlready = "change-request-open-already";
    public const string RequestSettled = "change-request-settled";
    public const string UnknownRequestStatus = "unknown-change-request-status";
    public const string KnownUnderAnotherName = "contact-known-under-another-name";
}
