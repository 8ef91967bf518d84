using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Review;

/// <summary>The team's notes on an organisation, the newest first. They never leave this service.</summary>
static class TakeNotes
{
    public static void Map(RouteGroupBuilder organisations)
    {
        organisations.MapGet("/{id:guid}/notes", List).Requires(Policies.Manager).WithSummary("List the team's notes");
        organisations.MapPost("/{id:guid}/notes", Add).Requires(Policies.Manager).WithSummary("Add a note");
    }

    static async Task<Results<Ok<Page<ReviewNoteDetails>>, NotFound>> List(
        Guid id, [AsParameters] Paging paging, MembershipDb db, HttpResponse response, CancellationToken cancel)
    {
        if (!await db.Organisations.AnyAsync(one => one.Id == id, cancel)) return TypedResults.NotFound();
        var notes = db.Notes.AsNoTracking().Where(note => note.OrganisationId == id);
        if (paging.Count is true) response.TotalCount(await notes.LongCountAsync(cancel));
        if (paging.Keys(1) is [var last])
            notes = Guid.TryParse(last, out var seen) ? notes.Where(note => note.Id < seen) : throw ProblemException.Field("after", "cursor-invalid");
        var rows = await notes.OrderByDescending(note => note.Id).Take(paging.Take + 1).ToListAsync(cancel);
        return TypedResults.Ok(new Page<ReviewNoteDetails>(
            [.. rows.Take(paging.Take).Select(note => note.ToDetails())],
            rows.Count > paging.Take ? Cursor.Of(rows[paging.Take - 1].Id.ToString()) : null));
    }

    static async Task<Results<Created<ReviewNoteDetails>, NotFound>> Add(
        Guid id, AddReviewNoteRequest request, MembershipDb db, CurrentUser user, TimeProvider clock, CancellationToken cancel)
    {
        if (!await db.Organisations.AnyAsync(one => one.Id == id, cancel)) return TypedResults.NotFound();
        if (string.IsNullOrWhiteSpace(request.Text)) throw ProblemException.Field("text", Rules.NoteEmpty);
        var note = new ReviewNote { OrganisationId = id, Text = request.Text.Trim(), By = user.Id, ByName = user.Name, At = clock.GetUtcNow() };
        db.Notes.Add(note);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Created($"/api/membership/v1/organisations/{id}/notes", note.ToDetails());
    }
}
