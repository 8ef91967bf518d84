using ClusterTic.Membership;
using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;
using ClusterTic.ServiceDefaults.Security;

namespace ClusterTic.Portal.Organisations;

/// <summary>What the team ticks and writes down about an organisation, and everything that ever changed in it.</summary>
static class ReviewPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapPost("/organisations/{id:guid}/checklist", Tick).Requires(Policies.Manager);
        pages.MapPost("/organisations/{id:guid}/notes", AddNote).Requires(Policies.Manager);
        pages.MapGet("/organisations/{id:guid}/notes", Notes).Requires(Policies.Manager);
        pages.MapGet("/organisations/{id:guid}/history", History).Requires(Policies.Manager);
    }

    static async Task<IResult> Tick(Guid id, IFormCollection form, MembershipService membership, Texts texts, CancellationToken cancel)
    {
        var done = form["done"].OfType<string>().ToList();
        var ticked = await membership.Tick(id, new TickChecklistRequest(done), form.Attempt().Seen ?? 0, cancel);
        return ticked.IsHere
            ? Results.LocalRedirect(Reader.Url($"/organisations/{id}?done=checklist"))
            : await OrganisationPages.Again(id, ticked, membership, texts, cancel);
    }

    static async Task<IResult> AddNote(Guid id, IFormCollection form, MembershipService membership, Texts texts, CancellationToken cancel)
    {
        var added = await membership.AddNote(id, new AddReviewNoteRequest(form.Text("text") ?? ""), form.Attempt(), cancel);
        return added.IsHere
            ? Results.LocalRedirect(Reader.Url($"/organisations/{id}?done=note"))
            : await OrganisationPages.Again(id, added, membership, texts, cancel);
    }

    static async Task<IResult> Notes(Guid id, string? after, MembershipService membership, CancellationToken cancel)
    {
        var (organisation, notes) = (membership.Organisation(id, cancel), membership.Notes(id, after, 50, cancel));
        return await organisation is { IsHere: true } here
            ? Show.Page<NotesPage>(new { Organisation = here.Value, Notes = await notes })
            : Show.Instead(await organisation);
    }

    static async Task<IResult> History(Guid id, string? after, MembershipService membership, CancellationToken cancel)
    {
        var (organisation, history) = (membership.Organisation(id, cancel), membership.History(id, after, 100, cancel));
        return await organisation is { IsHere: true } here
            ? Show.Page<HistoryPage>(new { Organisation = here.Value, History = await history })
            : Show.Instead(await organisation);
    }
}
