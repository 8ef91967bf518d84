using System.Globalization;
using ClusterTic.Membership;
using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;
using ClusterTic.ServiceDefaults.Security;

namespace ClusterTic.Portal.Governance;

/// <summary>The cluster's bodies: how many seats each has, and what becomes of it.</summary>
static class BodyPages
{
    static readonly string[] Fields = ["kind", "nameFr", "nameEn", "seats"];

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/bodies", Index).Requires(Policies.Manager);
        pages.MapPost("/bodies", Define).Requires(Policies.Manager);
        pages.MapGet("/bodies/{id:guid}", Details).Requires(Policies.Manager);
        pages.MapPost("/bodies/{id:guid}", Change).Requires(Policies.Manager);
        pages.MapPost("/bodies/{id:guid}/close", Close).Requires(Policies.Manager);
    }

    static async Task<IResult> Index(string? after, GovernanceService governance, CancellationToken cancel) =>
        Show.Page<BodiesPage>(new { Found = await governance.Bodies(after, 50, cancel) });

    static async Task<IResult> Define(IFormCollection form, GovernanceService governance, Texts texts, CancellationToken cancel)
    {
        var defined = Read(form) is { } body ? await governance.Define(body, form.Attempt(), cancel) : NoNumber(texts);
        return defined.IsHere
            ? Results.LocalRedirect(Reader.Url($"/bodies/{defined.Value!.Id}?done=defined"))
            : Show.Page<BodiesPage>(
                new { Found = await governance.Bodies(null, 50, cancel), Refusal = Show.RefusalOf(defined, texts), Given = form.Typed(Fields) },
                Show.StatusOf(defined));
    }

    static Task<IResult> Details(
        Guid id, string? done, string? q, Guid? person, GovernanceService governance, PeopleService people, CancellationToken cancel) =>
        Page(id, governance, people, new() { Done = done, Q = q, Person = person }, cancel);

    static async Task<IResult> Change(
        Guid id, IFormCollection form, GovernanceService governance, PeopleService people, Texts texts, CancellationToken cancel)
    {
        var changed = Read(form) is { } body
            ? await governance.Change(id, new(body.Kind, body.Name, body.Seats), form.Attempt().Seen ?? 0, cancel) : NoNumber(texts);
        return changed.IsHere ? Done(id, "changed") : await Again(id, changed, governance, people, texts, new() { Given = form.Typed(Fields) }, cancel);
    }

    static async Task<IResult> Close(
        Guid id, IFormCollection form, GovernanceService governance, PeopleService people, Texts texts, CancellationToken cancel)
    {
        var closed = await governance.Close(id, form.Attempt(), cancel);
        return closed.IsHere ? Done(id, "closed") : await Again(id, closed, governance, people, texts, new(), cancel);
    }

    public static IResult Done(Guid id, string what) => Results.LocalRedirect(Reader.Url($"/bodies/{id}?done={what}"));

    public static Task<IResult> Again(
        Guid id, Part<BodyDetails> refused, GovernanceService governance, PeopleService people, Texts texts, BodyView view, CancellationToken cancel,
        Func<string, string>? rename = null)
    {
        var refusal = Show.RefusalOf(refused, texts);
        return Page(
            id, governance, people, view with { Refusal = rename is null ? refusal : refusal.Renamed(rename) }, cancel, Show.StatusOf(refused));
    }

    static async Task<IResult> Page(
        Guid id, GovernanceService governance, PeopleService people, BodyView view, CancellationToken cancel, int status = StatusCodes.Status200OK)
    {
        var (asked, history) = (governance.Body(id, cancel), governance.History(id, 20, cancel));
        var found = view.Q is { Length: > 0 } q && view.Person is null ? people.Search(q, null, 10, cancel) : null;
        var chosen = view.Person is { } person ? people.Person(person, cancel) : null;
        var body = await asked;
        if (!body.IsHere) return Show.Instead(body);
        return Show.Page<BodyPage>(new
        {
            Body = body.Value, History = await history, View = view,
            Found = found is null ? null : await found, Chosen = chosen is null ? null : await chosen,
        }, status);
    }

    static DefineBodyRequest? Read(IFormCollection form) =>
        int.TryParse(form.Text("seats"), NumberStyles.None, CultureInfo.InvariantCulture, out var seats)
            ? new(form.Text("kind") ?? "", new(form.Text("nameFr"), form.Text("nameEn")), seats) : null;

    static Part<BodyDetails> NoNumber(Texts texts) => new("membership", PartState.Refused, Refusal: Refusal.Here(
        texts["common.form-has-errors"], new() { ["seats"] = [texts["governance.not-a-number"]] }));
}

/// <summary>What one showing of a body's page begins with.</summary>
/// <param name="Q">Words by which the person for a mandate is looked for.</param>
/// <param name="Person">Who was chosen for it.</param>
/// <param name="Given">What was typed, where a form shall show it again.</param>
public sealed record BodyView(
    string? Done = null, string? Q = null, Guid? Person = null, Refusal? Refusal = null, IReadOnlyDictionary<string, string>? Given = null)
{
    public string? Typed(string field) => Given?.GetValueOrDefault(field);
}
