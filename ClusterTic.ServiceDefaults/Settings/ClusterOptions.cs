using System.ComponentModel.DataAnnotations;

namespace ClusterTic.ServiceDefaults.Settings;

/// <summary>The one cluster that this installation serves. All of it is configuration: the same build serves another.</summary>
public sealed class ClusterOptions
{
    /// <summary>Short id of the installation; part of cookie names and cache keys.</summary>
    [Required, RegularExpression("^[a-z0-9-]{2,32}$")]
    public string Id { get; set; } = "cluster";

    [Required]
    public TextOptions Name { get; set; } = new() { Fr = "Cluster", En = "Cluster" };

    public TextOptions Tagline { get; set; } = new();

    public TextOptions About { get; set; } = new();

    /// <summary>IANA name; local dates in filters are meant in it.</summary>
    [Required]
    public string TimeZone { get; set; } = "Africa/Abidjan";

    /// <summary>ISO 3166-1 alpha-2: what "national" means.</summary>
    [Required, StringLength(2, MinimumLength = 2)]
    public string Country { get; set; } = "CI";

    /// <summary>BCP 47; the first is the installation's own.</summary>
    public List<string> Languages { get; set; } = [];

    /// <summary>The membership categories that an organisation can be admitted in.</summary>
    public List<CategoryOptions> Categories { get; set; } = [];

    /// <summary>What the team verifies before it decides on an application.</summary>
    public List<CheckOptions> ReviewChecklist { get; set; } = [];

    /// <summary>What a person can agree to; <c>statistics</c> is what sex and year of birth may be kept under.</summary>
    public List<ConsentOptions> Consents { get; set; } = [];

    /// <summary>The versions of the charter that members sign.</summary>
    public List<CharterOptions> Charters { get; set; } = [];

    public TimeZoneInfo TimeZoneInfo => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    public sealed class TextOptions
    {
        public string? Fr { get; set; }

        public string? En { get; set; }

        public LocalText ToText() => new(Fr, En);
    }

    public sealed class CategoryOptions
    {
        [Required]
        public string Code { get; set; } = "";

        public string? Fr { get; set; }

        public string? En { get; set; }

        /// <summary>Whether it counts as founding partner in the reports.</summary>
        public bool Founding { get; set; }
    }

    public sealed class CheckOptions
    {
        [Required]
        public string Code { get; set; } = "";

        public string? Fr { get; set; }

        public string? En { get; set; }

        /// <summary>Whether nothing is approved before it is ticked.</summary>
        public bool Required { get; set; }
    }

    public sealed class CharterOptions
    {
        [Required]
        public string Version { get; set; } = "";

        /// <summary>The day on which the cluster adopted it; nobody signs before.</summary>
        public DateOnly AdoptedOn { get; set; }

        public string? Fr { get; set; }

        public string? En { get; set; }
    }

    public sealed class ConsentOptions
    {
        [Required]
        public string Code { get; set; } = "";

        /// <summary>The wording that is agreed to.</summary>
        public string? Fr { get; set; }

        public string? En { get; set; }

        /// <summary>Of the wording: another one for each that says something else, so that it stays known what somebody agreed to.</summary>
        [Required]
        public string Version { get; set; } = "1";
    }
}
