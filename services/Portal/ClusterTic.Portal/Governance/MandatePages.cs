using ClusterTic.Membership;
using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;
using ClusterTic.ServiceDefaults.Security;

namespace ClusterTic.Portal.Governance;

/// <summary>Who sits in a body: giving a mandate, another term, and its end.</summary>
static class MandatePages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapPost("/bodies/{id:guid}/mandates", Give).Requires(Policies.Manager);
        pages.MapPost("/bodies/{id:guid}/mandates/{mandate:guid}", Change).Requires(Policies.Manager);
        pages.MapPost("/bodies/{id:guid}/mandates/{mandate:guid}/end", End).Requires(Policies.Manager);
    }

    static async Task<IResult> Give(
        Guid id, IFormCollection form, GovernanceService governance, PeopleService people, Texts texts, CancellationToken cancel)
    {
        var person = Id(form, "person");
        var given = Read(form, texts, out var from, out var to)
            ?? await governance.Give(id, new(person ?? default, Id(form, "organisation"), form.Text("function") ?? "", from, to), form.Attempt(), cancel);
        return given.IsHere
            ? BodyPages.Done(id, "given")
            : await BodyPages.Again(
                id, given, governance, people, texts, new() { Person = person, Given = form.Typed("organisation", "function", "from", "to") }, cancel);
    }

    static async Task<IResult> Change(
        Guid id, Guid mandate, IFormCollection form, GovernanceService governance, PeopleService people, Texts texts, CancellationToken cancel)
    {
        var changed = Read(form, texts, out var from, out var to)
            ?? await governance.ChangeMandate(
                id, mandate, new(Id(form, "organisation"), form.Text("function") ?? "", from, to), form.Attempt().Seen ?? 0, cancel);
        return changed.IsHere
            ? BodyPages.Done(id, "mandate-changed")
            : await BodyPages.Again(
                id, changed, governance, people, texts, Typed(form, mandate, "function", "from", "to"), cancel, field => $"{field}-{mandate}");
    }

    static async Task<IResult> End(
        Guid id, Guid mandate, IFormCollection form, GovernanceService governance, PeopleService people, Texts texts, CancellationToken cancel)
    {
        var ended = form.Day("on", out var on)
            ? await governance.End(id, mandate, new(on), form.Attempt(), cancel)
            : Refused(texts, new() { ["on"] = [texts["governance.not-a-day"]] });
        return ended.IsHere
            ? BodyPages.Done(id, "ended")
            : await BodyPages.Again(id, ended, governance, people, texts, Typed(form, mandate, "on"), cancel, field => $"{field}-{mandate}");
    }

    /// <summary>The days of a term; a refusal where one of them is none.</summary>
    static Part<BodyDetails>? Read(IFormCollection form, Texts texts, out DateOnly from, out DateOnly? to)
    {
        var faults = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase);
        if (!form.Day("from", out var first) || first is null) faults["from"] = [texts["governance.not-a-day"]];
        if (!form.Day("to", out to)) faults["to"] = [texts["governance.not-a-day"]];
        from = first ?? default;
        return faults.Count == 0 ? null : Refused(texts, faults);
    }

    static Part<BodyDetails> Refused(Texts texts, Dictionary<string, string[]> faults) =>
        new("membership", PartState.Refused, Refusal: Refusal.Here(texts["common.form-has-errors"], faults));

    static Guid? Id(IFormCollection form, string field) => Guid.TryParse(form.Text(field), out var id) ? id : null;

    static BodyView Typed(IFormCollection form, Guid mandate, params string[] fields) => new()
    {
        Given = fields.ToDictionary(field => $"{field}-{mandate}", field => form.Text(field) ?? "", StringComparer.Ordinal),
    };
}
