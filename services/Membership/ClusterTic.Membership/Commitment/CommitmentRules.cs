namespace ClusterTic.Membership.Commitment;

/// <summary>Codes of the rules and refusals about charter, contacts and meetings; their wording is in Resources.</summary>
static class CommitmentRules
{
    public const string UnknownCharter = "unknown-charter";
    public const string CharterSignedAlready = "charter-signed-already";
    public const string SignedInTheFuture = "signed-in-the-future";
    public const string SignedBeforeAdoption = "signed-before-adoption";
    public const string NotAContact = "not-a-contact";
    public const string SignatureRevokedAlready = "signature-revoked-already";
    public const string UnknownInteractionKind = "unknown-interaction-kind";
    public const string UnknownInteractionPurpose = "unknown-interaction-purpose";
    public const string InteractionInTheFuture = "interaction-in-the-future";
    public const string FollowUpBeforeContact = "follow-up-before-contact";
    public const string FollowUpMissing = "follow-up-missing";
    public const string InteractionCancelledAlready = "interaction-cancelled-already";
    public const string MonthsOutOfRange = "months-out-of-range";
    public const string MeetingNeedsPlace = "meeting-needs-place";
    public const string MeetingNotBegun = "meeting-not-begun";
    public const string MeetingCancelledAlready = "meeting-cancelled-already";
}
