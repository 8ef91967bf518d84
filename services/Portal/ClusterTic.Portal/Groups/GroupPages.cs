using System.Globalization;
using ClusterTic.Membership;
using ClusterTic.Portal.Directory;
using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;
using ClusterTic.ServiceDefaults.Security;

namespace ClusterTic.Portal.Groups;

/// <summary>Searches over organisations that are kept, to be exported, invited and written to.</summary>
static class GroupPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/groups", Index).Requires(Policies.Manager);
        pages.MapPost("/groups", Define).Requires(Policies.Manager);
        pages.MapGet("/groups/{id:guid}", Details).Requires(Policies.Manager);
        pages.MapPost("/groups/{id:guid}", Change).Requires(Policies.Manager);
        pages.MapPost("/groups/{id:guid}/picks", Pick).Requires(Policies.Manager);
        pages.MapPost("/groups/{id:guid}/{step:regex(^(publish|close)$)}", Step).Requires(Policies.Manager);
    }

    static async Task<IResult> Index(string? after, MembershipService membership, CancellationToken cancel) =>
        Show.Page<GroupsPage>(new { Found = await membership.Groups(after, 50, cancel) });

    /// <summary>Counts what the filter finds, or saves it: two buttons of one form.</summary>
    static async Task<IResult> Define(IFormCollection form, MembershipService membership, Texts texts, CancellationToken cancel)
    {
        var filter = Read(form);
        if (form.Text("act") is "preview")
        {
            var seen = await membership.PreviewGroup(new(filter), cancel);
            return await List(membership, seen.IsHere ? NamedForm.Of("define", form) : NamedForm.Of("define", form, seen, texts), seen.Value, seen.IsHere ? StatusCodes.Status200OK : Show.StatusOf(seen), cancel);
        }

        var name = new LocalText(form.Text("name.fr"), form.Text("name.en"));
        var byHand = filter == new GroupFilter() && form.Text("by-hand") is not null;
        var defined = await membership.DefineGroup(new(form.Text("code") ?? "", name, byHand ? null : filter), form.Attempt(), cancel);
        return defined.IsHere
            ? Results.LocalRedirect(Reader.Url($"/groups/{defined.Value!.Id}?done=defined"))
            : await List(membership, NamedForm.Of("define", form, defined, texts), null, Show.StatusOf(defined), cancel);
    }

    static async Task<IResult> List(MembershipService membership, NamedForm form, GroupPreview? seen, int status, CancellationToken cancel) =>
        Show.Page<GroupsPage>(new { Found = await membership.Groups(null, 50, cancel), Form = form, Seen = seen }, status);

    static Task<IResult> Details(Guid id, string? done, string? q, string? after, MembershipService membership, CancellationToken cancel) =>
        Page(id, done, q, after, null, StatusCodes.Status200OK, membership, cancel);

    static async Task<IResult> Page(
        Guid id, string? done, string? q, string? after, NamedForm? form, int status, MembershipService membership, CancellationToken cancel)
    {
        var (asked, members) = (membership.Group(id, cancel), membership.GroupMembers(id, after, 50, cancel));
        var found = string.IsNullOrWhiteSpace(q) ? null : membership.Directory(DirectoryQuery.OfWords(q), null, 10, cancel);
        var group = await asked;
        return group.IsHere
            ? Show.Page<GroupPage>(
                new { Group = group.Value, Members = await members, Done = done, Q = q, Found = found is null ? null : await found, Form = form }, status)
            : Show.Instead(group);
    }

    /// <summary>What was picked by hand stays: the form shows it as a list of its own.</summary>
    static async Task<IResult> Change(Guid id, IFormCollection form, MembershipService membership, Texts texts, CancellationToken cancel)
    {
        var group = await membership.Group(id, cancel);
        if (group.Value is not { } known) return Show.Instead(group);
        var filter = Read(form);
        var changed = await membership.ChangeGroup(
            id,
            new(
                new(form.Text("name.fr"), form.Text("name.en")), filter == new GroupFilter() && known.Filter is null ? null : filter,
                [.. known.Included.Select(one => one.OrganisationId)], [.. known.Excluded.Select(one => one.OrganisationId)]),
            form.Attempt().Seen ?? 0, cancel);
        return await Answer(id, "changed", form, changed, membership, texts, cancel);
    }

    static async Task<IResult> Pick(Guid id, IFormCollection form, MembershipService membership, Texts texts, CancellationToken cancel) =>
        await Answer(id, "picked", form, await membership.PickOrganisation(
            id, new(Guid.TryParse(form.Text("organisation"), out var organisation) ? organisation : default, form.Text("pick") ?? ""), form.Attempt(), cancel),
            membership, texts, cancel);

    static async Task<IResult> Step(Guid id, string step, IFormCollection form, MembershipService membership, Texts texts, CancellationToken cancel) =>
        await Answer(id, step, form, await membership.GroupStep(id, step, form.Attempt(), cancel), membership, texts, cancel);

    static async Task<IResult> Answer(
        Guid id, string name, IFormCollection form, Part<GroupDetails> taken, MembershipService membership, Texts texts, CancellationToken cancel) =>
        taken.IsHere
            ? Results.LocalRedirect(Reader.Url($"/groups/{id}?done={name}"))
            : await Page(id, null, null, null, NamedForm.Of(name, form, taken, texts), Show.StatusOf(taken), membership, cancel);

    static GroupFilter Read(IFormCollection form) => new(
        form.Text("filter.status"), form.Text("filter.category"), form.Text("filter.region"), form.Text("filter.type"), form.Text("filter.smeClass"),
        form.Text("filter.competence"),
        int.TryParse(form.Text("filter.level"), NumberStyles.None, CultureInfo.InvariantCulture, out var level) ? level : null,
        YesOrNo(form, "filter.charterSigned"), YesOrNo(form, "filter.inArrears"), YesOrNo(form, "filter.verified"));

    static bool? YesOrNo(IFormCollection form, string field) => form.Text(field) switch { "yes" => true, "no" => false, _ => null };
}
