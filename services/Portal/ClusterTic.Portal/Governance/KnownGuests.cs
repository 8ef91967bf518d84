using ClusterTic.Membership;
using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;

namespace ClusterTic.Portal.Governance;

/// <summary>Finds the people whom a form names by name or address, one a line.</summary>
static class KnownGuests
{
    const string Field = "knownGuests";

    /// <summary>Each is a question to Membership.</summary>
    const int Most = 50;

    /// <returns>Their ids, or why not; a person who is away is nobody's fault and stays for the next attempt.</returns>
    public static async Task<(List<Guid> Found, Part<MeetingDetails>? Refused)> FindAsync(IFormCollection form, PeopleService people, Texts texts, CancellationToken cancel)
    {
        var (found, faults) = (new List<Guid>(), new List<string>());
        foreach (var typed in (form.Text(Field) ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase).Take(Most))
        {
            var answer = await people.Search(typed, null, 20, cancel);
            if (answer.Value is not { } page) return (found, new(answer.Service, answer.State, Refusal: answer.Refusal));
            var exact = page.Items.Where(one => Same(one.Email, typed) || Same(one.Name, typed)).ToList();
            if (exact.Count == 0 && page is { Items.Count: 1, Next: null }) exact = [.. page.Items];
            if (exact is [var one]) found.Add(one.Id);
            else faults.Add(texts[page.Items.Count == 0 ? "meetings.guest-unknown" : "meetings.guest-several", typed]);
        }

        return (found, faults.Count == 0 ? null : new("membership", PartState.Refused, Refusal: Refusal.Here(
            texts["common.form-has-errors"], new(StringComparer.OrdinalIgnoreCase) { [Field] = [.. faults] })));
    }

    static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
