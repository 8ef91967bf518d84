using ClusterTic.Membership.People;
using ClusterTic.ServiceDefaults.Http;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Governance;

/// <summary>Turns what was sent into what a body keeps, or names every field at fault; and a body into what is shown of it.</summary>
static class BodyReading
{
    const int LongestName = 200;

    public static Task<Body?> FindBodyAsync(this MembershipDb db, Guid id, CancellationToken cancel) =>
        db.Bodies.SingleOrDefaultAsync(one => one.Id == id, cancel);

    public static LocalText Read(string kind, LocalText name)
    {
        var faults = new Faults();
        faults.Check(Body.Kinds.Contains(kind), "kind", BodyRules.UnknownKind, ("kinds", string.Join(", ", Body.Kinds)));
        var read = new LocalText(Text(faults, "name.fr", name.Fr), Text(faults, "name.en", name.En));
        faults.Refuse();
        return read;
    }

    public static async Task<Term> ReadAsync(
        this MembershipDb db, Guid? organisation, string function, DateOnly from, DateOnly? to, CancellationToken cancel)
    {
        var faults = new Faults();
        faults.Check(organisation is null || await db.Organisations.AnyAsync(one => one.Id == organisation, cancel), "organisationId", BodyRules.UnknownOrganisation);
        faults.Check(Mandate.Functions.Contains(function), "function", BodyRules.UnknownFunction, ("functions", string.Join(", ", Mandate.Functions)));
        faults.Check(from != default, "from", "required");
        faults.Check(!(to < from), "to", BodyRules.TermEndsBeforeItBegins, ("from", from));
        faults.Refuse();
        return new(organisation, function, from, to);
    }

    public static async Task<BodyDetails> ToDetailsAsync(this MembershipDb db, Body body, DateOnly today, CancellationToken cancel)
    {
        var people = body.Mandates.Select(mandate => mandate.PersonId).Distinct().ToArray();
        var names = await db.People.Where(one => people.Contains(one.Id)).ToDictionaryAsync(one => one.Id, one => one.Name, cancel);
        var organisations = await db.OrganisationNamesAsync(body.Mandates.Select(mandate => mandate.OrganisationId), cancel);
        return new(
            body.Id, body.Version, body.Kind, body.Name, body.Seats, body.FilledOn(today), body.DefinedAt, body.ClosedAt,
            [.. body.Mandates
                .OrderByDescending(mandate => mandate.IsLive(today)).ThenBy(mandate => Array.IndexOf(Mandate.Functions, mandate.Function)).ThenBy(mandate => mandate.From)
                .Select(mandate => new MandateDetails(
                    mandate.Id, mandate.PersonId, names[mandate.PersonId], mandate.OrganisationId,
                    mandate.OrganisationId is { } organisation ? organisations[organisation] : null,
                    mandate.Function, mandate.From, mandate.To, mandate.IsLive(today), mandate.RemindedAt))]);
    }

    static string? Text(Faults faults, string field, string? text)
    {
        var trimmed = text?.Trim();
        if (faults.Check(!string.IsNullOrEmpty(trimmed), field, "required"))
            faults.Check(trimmed!.Length <= LongestName, field, "text-too-long", ("0", LongestName));
        return trimmed;
    }
}
