namespace ClusterTic.Opportunities.Ocds;

/// <summary>The codes of faults that keep one release out; the rest of the file goes in.</summary>
static class ReleaseFaults
{
    public const string NotAnObject = "release-not-an-object";
    public const string Linked = "release-only-linked";
    public const string NoOcid = "release-without-ocid";
    public const string IdTooLong = "release-id-too-long";
    public const string NoDate = "release-without-date";
    public const string BadDate = "release-date-invalid";
    public const string WrongSection = "release-section-wrong-kind";
}
