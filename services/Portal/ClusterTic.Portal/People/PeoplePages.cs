using System.Globalization;
using ClusterTic.Membership;
using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;
using ClusterTic.ServiceDefaults.Security;

namespace ClusterTic.Portal.People;

/// <summary>The people whom the cluster knows: their data, what they do and what they agreed to.</summary>
static class PeoplePages
{
    static readonly string[] Fields = ["name", "email", "language", "sex", "birthYear"];

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/people", Index).Requires(Policies.Manager);
        pages.MapGet("/people/{id:guid}", Details).Requires(Policies.Manager);
        pages.MapPost("/people/{id:guid}", Change).Requires(Policies.Manager);
        pages.MapPost("/people/{id:guid}/consents", GiveConsent).Requires(Policies.Manager);
        pages.MapPost("/people/{id:guid}/consents/{consent:guid}/withdraw", WithdrawConsent).Requires(Policies.Manager);
    }

    static async Task<IResult> Index(string? q, string? after, PeopleService people, CancellationToken cancel) =>
        Show.Page<PeoplePage>(new { Q = q, Found = await people.Search(q, after, 50, cancel) });

    static Task<IResult> Details(Guid id, string? done, PeopleService people, CancellationToken cancel) => Page(id, people, cancel, done);

    static async Task<IResult> Change(Guid id, IFormCollection form, PeopleService people, Texts texts, CancellationToken cancel)
    {
        var typed = form.Text("birthYear");
        int? year = int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : null;
        var changed = typed is not null && year is null
            ? new Part<PersonDetails>("membership", PartState.Refused, Refusal: Refusal.Here(
                texts["common.form-has-errors"], new() { ["birthYear"] = [texts["people.not-a-year"]] }))
            : await people.Change(
                id, new(form.Text("name") ?? "", form.Text("email") ?? "", form.Text("language") ?? "", form.Text("sex"), year), form.Attempt().Seen ?? 0, cancel);
        return changed.IsHere
            ? Done(id, "changed")
            : await Page(id, people, cancel, refusal: Show.RefusalOf(changed, texts), status: Show.StatusOf(changed), given: form.Typed(Fields));
    }

    static async Task<IResult> GiveConsent(Guid id, IFormCollection form, PeopleService people, Texts texts, CancellationToken cancel)
    {
        var purpose = form.Text("purpose") ?? "";
        var given = await people.GiveConsent(id, new(purpose, form.Text("how") ?? ""), form.Attempt(), cancel);
        return given.IsHere
            ? Done(id, "consent")
            : await Page(id, people, cancel, refusal: Show.RefusalOf(given, texts).Renamed(field => $"{field}-{purpose}"), status: Show.StatusOf(given));
    }

    static async Task<IResult> WithdrawConsent(Guid id, Guid consent, IFormCollection form, PeopleService people, Texts texts, CancellationToken cancel)
    {
        var withdrawn = await people.WithdrawConsent(id, consent, form.Attempt(), cancel);
        return withdrawn.IsHere
            ? Done(id, "withdrawn")
            : await Page(id, people, cancel, refusal: Show.RefusalOf(withdrawn, texts), status: Show.StatusOf(withdrawn));
    }

    static async Task<IResult> Page(
        Guid id, PeopleService people, CancellationToken cancel, string? done = null, Refusal? refusal = null, int status = StatusCodes.Status200OK,
        IReadOnlyDictionary<string, string>? given = null)
    {
        var (asked, consents, history) = (people.Person(id, cancel), people.Consents(id, cancel), people.History(id, 20, cancel));
        await Task.WhenAll(asked, consents, history);
        var person = await asked;
        return person.IsHere
            ? Show.Page<PersonPage>(
                new { Person = person.Value, Consents = await consents, History = await history, Done = done, Refusal = refusal, Given = given }, status)
            : Show.Instead(person);
    }

    static IResult Done(Guid id, string what) => Results.LocalRedirect(Reader.Url($"/people/{id}?done={what}"));
}
