using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ClusterTic.Membership;

namespace ClusterTic.AppHost.Demo;

/// <summary>Reads the samples folder whole and checks what refers to what, so that a broken file changes nothing.</summary>
static class SampleReader
{
    public const string OrganisationsFile = "organisations.csv";
    public const string OffersFile = "offers.json";
    public const string WorkshopFile = "workshop.json";
    public const string InvitationsFile = "invitations.csv";
    public const string AttendanceFile = "attendance.csv";
    public const string NoticesFolder = "notices";

    public static Sample Read(string folder)
    {
        var organisations = SampleTable.Read(Path.Combine(folder, OrganisationsFile), Organisation);
        var known = Unique(organisations);
        var sample = new Sample(
            organisations,
            Offers(Path.Combine(folder, OffersFile), known),
            Workshop(Path.Combine(folder, WorkshopFile)),
            SampleTable.Read(Path.Combine(folder, InvitationsFile), row => Invitation(row, known)),
            SampleTable.Read(Path.Combine(folder, AttendanceFile), row => Attendance(row, known)),
            NoticeFiles.In(Path.Combine(folder, NoticesFolder)));
        return sample;
    }

    static HashSet<string> Unique(IReadOnlyList<SampleOrganisation> organisations)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var organisation in organisations)
        {
            if (!known.Add(organisation.Ref))
                throw DemoFault.InFile(OrganisationsFile, organisation.Line, $"ref {organisation.Ref} is there twice.");
        }

        return known;
    }

    static SampleOrganisation Organisation(SampleRow row)
    {
        var decision = row.Optional("decision");
        var (category, reason, decided) = (row.Optional("category"), row.Optional("reason"), row.OptionalTime("decided_at"));
        var complete = decision switch
        {
            null => decided is null,
            SampleOrganisation.Approved => category is not null && decided is not null,
            SampleOrganisation.Rejected => reason is not null && decided is not null,
            _ => throw row.Fault($"decision is approved, rejected or empty, not \"{decision}\"."),
        };
        if (!complete)
            throw row.Fault("decision, decided_at and category or reason do not go together.");

        return new(row.Line, row.Text("ref"), Registration(row), row.OptionalTime("submitted_at"), row.OptionalTime("review_at"), decided, decision, category, reason);
    }

    static RegisterOrganisationRequest Registration(SampleRow row) => new(
        row.Text("name"),
        row.Optional("trade_name"),
        row.Text("type"),
        row.Text("country"),
        row.Optional("region"),
        row.Optional("town"),
        row.Optional("website"),
        new LocalText(row.Optional("description_fr"), row.Optional("description_en")),
        new ContactRequest(row.Text("contact_name"), row.Text("contact_email"), row.Optional("contact_phone"), row.Optional("contact_language")),
        [.. (row.Optional("competences") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => Competence(row, text))],
        row.Time("registered_at"));

    static CompetenceRequest Competence(SampleRow row, string text) =>
        text.Split(':') is [var code, var level]
        && Cpv.TryParse(code, out _)
        && int.TryParse(level, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new CompetenceRequest(code, number)
            : throw row.Fault($"\"{text}\" is no competence; it should look like 72262000-9:4.");

    static SampleInvitation Invitation(SampleRow row, HashSet<string> organisations) =>
        new(row.Line, Known(row, row.Text("organisation"), organisations), row.Time("sent_at"));

    static SampleAttendance Attendance(SampleRow row, HashSet<string> organisations) => new(
        row.Line,
        row.Text("ref"),
        row.Optional("organisation") is { } organisation ? Known(row, organisation, organisations) : null,
        row.Text("name"),
        row.Text("email"),
        row.Optional("language"),
        row.Time("registered_at"),
        row.OptionalTime("checked_in_at"));

    static string Known(SampleRow row, string organisation, HashSet<string> organisations) =>
        organisations.Contains(organisation) ? organisation : throw row.Fault($"{OrganisationsFile} has no organisation {organisation}.");

    static IReadOnlyList<SampleOffer> Offers(string path, HashSet<string> organisations)
    {
        var offers = Json(path, OffersFile, DemoJson.Default.IReadOnlyListSampleOffer);
        if (offers.FirstOrDefault(offer => !organisations.Contains(offer.Organisation)) is { } lost)
            throw new DemoFault($"{OffersFile}, {lost.Ref}", $"{OrganisationsFile} has no organisation {lost.Organisation}.", "Put it right, or take the file from the repository again.");
        return offers;
    }

    static SampleWorkshop Workshop(string path) => Json(path, WorkshopFile, DemoJson.Default.SampleWorkshop);

    static T Json<T>(string path, string name, JsonTypeInfo<T> type) where T : class
    {
        using var file = SampleTable.Open(path);
        try
        {
            return JsonSerializer.Deserialize(file, type) ?? throw DemoFault.InFile(name, 1, "it is empty.");
        }
        catch (JsonException fault)
        {
            throw DemoFault.InFile(name, (int)(fault.LineNumber ?? 0) + 1, $"it cannot be read ({fault.Message}).", fault);
        }
    }
}
