namespace ClusterTic.Membership.Organisations;

/// <summary>Where an organisation stands on its way into the cluster.</summary>
enum OrganisationStatus
{
    Registered,
    Submitted,
    UnderReview,
    Member,
    Rejected,
    Suspended,
    Withdrawn,

    /// <summary>The same as another one, which goes on alone.</summary>
    Merged,
}

static class OrganisationStatuses
{
    static readonly Dictionary<OrganisationStatus, string> Codes = new()
    {
        [OrganisationStatus.Registered] = "registered",
        [OrganisationStatus.Submitted] = "submitted",
        [OrganisationStatus.UnderReview] = "under-review",
        [OrganisationStatus.Member] = "member",
        [OrganisationStatus.Rejected] = "rejected",
        [OrganisationStatus.Suspended] = "suspended",
        [OrganisationStatus.Withdrawn] = "withdrawn",
        [OrganisationStatus.Merged] = "merged",
    };

    static readonly Dictionary<string, OrganisationStatus> Statuses = Codes.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>Those in which anything can still change; the others are ends.</summary>
    public static readonly OrganisationStatus[] Open =
        [OrganisationStatus.Registered, OrganisationStatus.Submitted, OrganisationStatus.UnderReview, OrganisationStatus.Member, OrganisationStatus.Suspended];

    public static string Code(this OrganisationStatus status) => Codes[status];

    public static OrganisationStatus Parse(string code) => Statuses[code];

    public static bool TryParse(string? code, out OrganisationStatus status)
    {
        status = default;
        return code is not null && Statuses.TryGetValue(code, out status);
    }
}
