namespace ClusterTic.Membership.Groups;

/// <summary>Codes of the rules and refusals about groups; their wording is in Resources.</summary>
static class GroupRules
{
    public const string CodeInvalid = "group-code-invalid";
    public const string CodeTaken = "group-code-taken";
    public const string FilterEmpty = "group-filter-empty";
    public const string LevelWithoutCompetence = "level-without-competence";
    public const string IncludedAndExcluded = "included-and-excluded";
    public const string UnknownOrganisation = "unknown-organisation";
    public const string UnknownPick = "unknown-pick";
    public const string PicksTooMany = "group-picks-too-many";
    public const string GroupIsClosed = "group-is-closed";
    public const string GroupTooLarge = "group-too-large";
}
