namespace ClusterTic.Membership.Organisations;

/// <summary>Codes of the rules and refusals of this service; their wording is in Resources.</summary>
static class Rules
{
    public const string OnlyRegisteredCanBeSubmitted = "only-registered-can-be-submitted";
    public const string OnlySubmittedCanBeReviewed = "only-submitted-can-be-reviewed";
    public const string OnlyUnderReviewCanBeApproved = "only-under-review-can-be-approved";
    public const string OnlyUnderReviewCanBeRejected = "only-under-review-can-be-rejected";
    public const string RejectedCannotBeChanged = "rejected-cannot-be-changed";
    public const string WithdrawnCannotBeChanged = "withdrawn-cannot-be-changed";
    public const string OnlyAMemberCanBeSuspended = "only-a-member-can-be-suspended";
    public const string OnlySuspendedCanBeReinstated = "only-suspended-can-be-reinstated";
    public const string EndedCannotBeWithdrawn = "ended-cannot-be-withdrawn";
    public const string OnlyUnderReviewHasAChecklist = "only-under-review-has-a-checklist";
    public const string ChecklistIncomplete = "checklist-incomplete";
    public const string UnknownCheck = "unknown-check";
    public const string NoteEmpty = "note-empty";
    public const string StepBeforeTheLastOne = "step-before-the-last-one";
    public const string UnknownType = "unknown-type";
    public const string UnknownCategory = "unknown-category";
    public const string UnknownReason = "unknown-reason";
    public const string UnknownStatus = "unknown-status";
    public const string DaysOutOfRange = "days-out-of-range";
    public const string UnknownPublicField = "unknown-public-field";
    public const string UnknownRegion = "unknown-region";
    public const string UnknownCountry = "unknown-country";
    public const string UnknownCompetence = "unknown-competence";
    public const string CompetenceTwice = "competence-twice";
    public const string EvidencesTooMany = "evidences-too-many";
    public const string OnlyVerifiedCanBeUnverified = "only-verified-can-be-unverified";
    public const string UnknownEvidenceKind = "unknown-evidence-kind";
    public const string NotOfThisEvidence = "not-of-this-evidence";
    public const string ValueNeedsCurrency = "value-needs-currency";
    public const string UnknownCurrency = "unknown-currency";
    public const string EndsInThePast = "ends-in-the-past";
    public const string UnknownGrouping = "unknown-grouping";
    public const string LevelOutOfRange = "level-out-of-range";
    public const string CpvFileEncoding = "cpv-file-encoding";
    public const string CpvFileColumns = "cpv-file-columns";
    public const string CpvFileEmpty = "cpv-file-empty";
    public const string CpvFileTooLarge = "cpv-file-too-large";
    public const string CpvLineBroken = "cpv-line-broken";
    public const string CpvLineCode = "cpv-line-code";
    public const string CpvLineTwice = "cpv-line-twice";
    public const string CpvLineLabel = "cpv-line-label";
    public const string EmailNotConfirmed = "email-not-confirmed";
    public const string ConfirmationCodeWrong = "confirmation-code-wrong";
    public const string ConfirmationCodeSpent = "confirmation-code-spent";
    public const string ConfirmationMailsTooMany = "confirmation-mails-too-many";
    public const string YearOutOfRange = "year-out-of-range";
    public const string MoreThanStaff = "more-than-staff";
    public const string PhoneInvalid = "phone-invalid";
}
