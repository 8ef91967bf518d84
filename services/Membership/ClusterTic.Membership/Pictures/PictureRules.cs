namespace ClusterTic.Membership.Pictures;

/// <summary>Codes of the refusals of pictures; their wording is in Resources.</summary>
static class PictureRules
{
    public const string Missing = "picture-missing";
    public const string TooLarge = "picture-too-large";
    public const string Unreadable = "picture-unreadable";
    public const string TooManyPixels = "picture-too-many-pixels";
}
