namespace ClusterTic.Membership.People;

/// <summary>Codes of the rules and refusals about people; their wording is in Resources.</summary>
static class PeopleRules
{
    public const string UnknownRole = "unknown-role";
    public const string UnknownLanguage = "unknown-language";
    public const string UnknownSex = "unknown-sex";
    public const string UnknownPurpose = "unknown-purpose";
    public const string UnknownWay = "unknown-way";
    public const string ContactRoleTwice = "contact-role-twice";
    public const string ContactHasEnded = "contact-has-ended";
    public const string ContactEndsBeforeItBegins = "contact-ends-before-it-begins";
    public const string MainContactCannotEnd = "main-contact-cannot-end";
    public const string EmailTaken = "email-taken";
    public const string StatisticsConsentMissing = "statistics-consent-missing";
    public const string ConsentGivenAlready = "consent-given-already";
    public const string ConsentWithdrawnAlready = "consent-withdrawn-already";
    public const string PersonIsMerged = "person-is-merged";
    public const string SamePerson = "merge-same-person";
    public const string UnknownOther = "merge-unknown-person";
    public const string MandatesOverlap = "merge-mandates-overlap";
    public const string WithdrawnBeforeGiven = "withdrawn-before-given";
}
