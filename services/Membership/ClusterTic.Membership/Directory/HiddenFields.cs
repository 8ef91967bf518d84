namespace ClusterTic.Membership.Directory;

/// <summary>What a member may keep out of the public directory; its names, kind, region and category are always there.</summary>
static class HiddenFields
{
    public const string Town = "town", Website = "website", Description = "description", Competences = "competences", Evidence = "evidence",
        Size = "size", Founded = "founded", Sector = "sector", Languages = "languages", Label = "label";

    public static readonly string[] All = [Town, Website, Description, Competences, Evidence, Size, Founded, Sector, Languages, Label];
}
