namespace ClusterTic.Membership.Privacy;

/// <summary>Section <c>Privacy</c> of the configuration.</summary>
sealed class PrivacyOptions
{
    static readonly string[] EveryService = ["membership", "events", "identity", "opportunities", "reporting"];

    /// <summary>Who must confirm an erasure; all services of the suite unless told.</summary>
    public List<string> Services { get; set; } = [];

    /// <summary>Where to write about one's data: an address, public on the page about it.</summary>
    public string? Contact { get; set; }

    public RetentionOptions Retention { get; set; } = new();

    public IReadOnlyList<string> Expected => Services.Count > 0 ? Services : EveryService;
}

/// <summary>In months, from the end of what the data was kept for.</summary>
sealed class RetentionOptions
{
    /// <summary>Contacts of organisations that never became members.</summary>
    public int Applicants { get; set; } = 24;

    /// <summary>Contacts of members and of those who were.</summary>
    public int Contacts { get; set; } = 36;

    /// <summary>Whoever sat in a body.</summary>
    public int Mandates { get; set; } = 60;

    /// <summary>The team's notes of its contacts with organisations.</summary>
    public int Notes { get; set; } = 60;
}
