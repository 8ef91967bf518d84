namespace ClusterTic.Membership.Governance;

/// <summary>Codes of the rules and refusals about bodies and mandates; their wording is in Resources.</summary>
static class BodyRules
{
    public const string UnknownKind = "unknown-kind";
    public const string UnknownFunction = "unknown-function";
    public const string UnknownPerson = "unknown-person";
    public const string UnknownOrganisation = "unknown-organisation";
    public const string BodyIsClosed = "body-is-closed";
    public const string SeatsAreFilled = "seats-are-filled";
    public const string SeatsBelowMandates = "seats-below-mandates";
    public const string MandatesOverlap = "mandates-overlap";
    public const string TermEndsBeforeItBegins = "term-ends-before-it-begins";
    public const string MandateHasEnded = "mandate-has-ended";
}
