using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ClusterTic.EndToEnd.Tests.StratSession;

/// <summary>
/// What the reports must show after the Strat-session has been loaded, counted straight from the sample files by code
/// of its own: no contract, no service and no part of the loader is used here.
/// </summary>
static partial class ExpectedFigures
{
    static readonly Row[] active = [.. SampleFiles.Organisations.Where(row => row["decision"] == "approved")];

    /// <summary>From ocid to its CPV codes (eight digits); cancelled ones have none, as nobody is matched to them.</summary>
    static readonly Dictionary<string, HashSet<string>> procurements = ReadProcurements();

    public static int ActiveMembers => active.Length;

    public static int FoundingPartners => active.Count(row => row["category"] == "founding-partner");

    public static IReadOnlyDictionary<string, int> ActiveByType { get; } = active.CountBy(row => row["type"]).ToDictionary();

    /// <summary>Submitted, and not decided yet.</summary>
    public static int Applications => SampleFiles.Organisations.Count(row => row["submitted_at"].Length > 0 && row["decision"].Length == 0);

    public static int EventsHeld => 1;

    public static int Invitations => SampleFiles.Invitations.Count;

    public static int Registrations => SampleFiles.Attendance.Count;

    public static int Attendances => SampleFiles.Attendance.Count(Came);

    /// <summary>Releases in all files, and how many of them cannot be taken or come twice.</summary>
    public static (int All, int Quarantined, int Repeated) Releases { get; } = CountReleases();

    /// <summary>Procurements that releases could be taken of.</summary>
    public static int Opportunities => procurements.Count;

    public static int Matches => ByOrganisation.Sum(line => line.Matched);

    /// <summary>One line per organisation, and one with an empty name for people who came for nobody.</summary>
    public static IReadOnlyList<Activity> ByOrganisation { get; } =
    [
        .. from row in SampleFiles.Organisations
           select Line(row["ref"], row["name"], Matched(row)),
        Line("", "", 0),
    ];

    static bool Came(Row row) => row["checked_in_at"].Length > 0;

    static Activity Line(string organisation, string name, int matched)
    {
        var people = SampleFiles.Attendance.Where(row => row["organisation"] == organisation).ToArray();
        return new(name, SampleFiles.Invitations.Count(row => row["organisation"] == organisation), people.Length, people.Count(Came), matched);
    }

    // The documented rule: a competence serves a code of its group (three digits in common), or of its division where
    // the notice names no more than a division.
    static int Matched(Row organisation)
    {
        if (organisation["decision"] != "approved")
            return 0;
        var competences = organisation["competences"].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => text[..8]).ToArray();
        return procurements.Values.Count(codes => codes.Any(code => competences.Any(competence => Serves(competence, code))));
    }

    static bool Serves(string competence, string code) => competence[..2] == code[..2] && (code.EndsWith("000000", StringComparison.Ordinal) || competence[2] == code[2]);

    static (int, int, int) CountReleases()
    {
        var releases = SampleFiles.Notices.SelectMany(notice => notice.Package["releases"]!.AsArray()).ToArray();
        var good = releases.OfType<JsonObject>().Where(CanBeTaken).ToArray();
        var distinct = good.DistinctBy(release => release.ToJsonString()).Count();
        return (releases.Length, releases.Length - good.Length, good.Length - distinct);
    }

    static bool CanBeTaken(JsonObject release) =>
        release["ocid"] is not null
        && release["tender"] is not JsonValue
        && DateTimeOffset.TryParse(release["date"]!.ToString(), CultureInfo.InvariantCulture, out _);

    static Dictionary<string, HashSet<string>> ReadProcurements() =>
        SampleFiles.Releases.Where(CanBeTaken)
            .GroupBy(release => release["ocid"]!.ToString(), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => Codes([.. group]), StringComparer.Ordinal);

    static HashSet<string> Codes(JsonObject[] releases)
    {
        if (releases.Any(release => release["tag"]!.ToJsonString().Contains("Cancellation", StringComparison.Ordinal)))
            return [];
        var tender = releases.SelectMany(release => CpvIn(release["tender"])).ToHashSet();
        return tender.Count > 0 ? tender : [.. releases.SelectMany(release => CpvIn(release["awards"]).Concat(CpvIn(release["award"])))];
    }

    // Wherever something says that it is a CPV code, however deep it lies.
    static IEnumerable<string> CpvIn(JsonNode? node) => node switch
    {
        JsonArray list => list.SelectMany(CpvIn),
        JsonObject thing when thing["scheme"] is JsonValue scheme && scheme.ToString().Equals("CPV", StringComparison.OrdinalIgnoreCase) =>
            WellFormed().Match(thing["id"]!.ToString()) is { Success: true } code ? [code.Groups["code"].Value] : [],
        JsonObject thing => thing.Select(property => property.Value).SelectMany(CpvIn),
        _ => [],
    };

    [GeneratedRegex(@"^\s*(?<code>\d{8})(-\d)?\s*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WellFormed();
}

/// <param name="Attended">People who checked in.</param>
/// <param name="Matched">Notices that it could serve.</param>
sealed record Activity(string Name, int Invited, int Registered, int Attended, int Matched);
