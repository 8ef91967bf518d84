namespace ClusterTic.Membership.Duplicates;

/// <summary>Codes of the rules and refusals about duplicates; their wording is in Resources.</summary>
static class DuplicateRules
{
    public const string SameOrganisation = "merge-same-organisation";
    public const string KeepTheMember = "merge-keep-the-member";
    public const string OpenDues = "merge-open-dues";
    public const string UnknownField = "merge-unknown-field";
    public const string UnknownOrganisation = "merge-unknown-organisation";
    public const string UndoneAlready = "merge-undone-already";
    public const string TooLateToUndo = "merge-too-late-to-undo";
    public const string UndoTheLaterOneFirst = "merge-undo-the-later-one-first";
}
