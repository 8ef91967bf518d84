using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Imports;

/// <summary>Says what becomes of rows that may be somebody who is there already.</summary>
static class DecideRows
{
    public static void Map(RouteGroupBuilder imports)
    {
        imports.MapPost("/{id:guid}/rows/{number}/decision", DecideOne).Requires(Policies.Manager).WithSummary("Decide one row");
        imports.MapPost("/{id:guid}/decisions", DecideAll).Requires(Policies.Manager).WithSummary("Decide all undecided rows of a verdict");
    }

    static async Task<Results<NoContent, NotFound>> DecideOne(
        Guid id, int number, DecideRowRequest request, MembershipDb db, CancellationToken cancel) =>
        await db.InTransactionAsync<Results<NoContent, NotFound>>(async () =>
        {
            if (await db.FindImportAsync(id, cancel) is not { } import) return TypedResults.NotFound();
            if (await db.ImportRows.SingleOrDefaultAsync(one => one.ImportId == id && one.Number == number, cancel) is not { } row) return TypedResults.NotFound();
            await ApplyImport.RequireIdleAsync(db, import, cancel);
            Rule.Require(Verdicts.Open.Contains(row.Verdict) || row.Verdict == Verdicts.Good, "row-done");
            (row.Decision, row.Target) = Read(request, row);
            await db.SaveChangesAsync(cancel);
            return TypedResults.NoContent();
        }, cancel);

    static async Task<Results<Ok<DecidedRows>, NotFound>> DecideAll(Guid id, DecideRowsRequest request, MembershipDb db, CancellationToken cancel) =>
        await db.InTransactionAsync<Results<Ok<DecidedRows>, NotFound>>(async () =>
        {
            if (await db.FindImportAsync(id, cancel) is not { } import) return TypedResults.NotFound();
            await ApplyImport.RequireIdleAsync(db, import, cancel);
            // A row that fits several is never updated in bulk: somebody has to say which it is.
            var allowed = (request.Verdict, request.Decision) is
                (Verdicts.Candidate, Decisions.Add or Decisions.Update or Decisions.Skip)
                or (Verdicts.Several or Verdicts.Repeated, Decisions.Add or Decisions.Skip) or (Verdicts.Faulty, Decisions.Skip);
            if (!allowed) throw ProblemException.Field("decision", "decision-impossible");
            var decided = request.Decision == Decisions.Update
                ? await db.Database.ExecuteSqlAsync(
                    $"""
                     update import_rows set decision = {Decisions.Update}, target = (
                       select (one ->> 'id')::uuid from jsonb_array_elements(candidates) with ordinality as all_of (one, at)
                       order by (one -> 'why') ?| array['idu', 'rccm', 'ncc'] desc, at limit 1)
                     where import_id = {id} and verdict = {Verdicts.Candidate} and decision is null
                     """, cancel)
                : await db.Database.ExecuteSqlAsync(
                    $"update import_rows set decision = {request.Decision} where import_id = {id} and verdict = {request.Verdict} and decision is null", cancel);
            return TypedResults.Ok(new DecidedRows(decided));
        }, cancel);

    static (string?, Guid?) Read(DecideRowRequest request, ImportRow row)
    {
        switch (request.Decision)
        {
            case null or "":
                return (null, null);
            case Decisions.Skip:
                return (Decisions.Skip, null);
            case Decisions.Add or Decisions.Update when row.Verdict == Verdicts.Faulty:
                throw ProblemException.Field("decision", "row-faulty");
            case Decisions.Add:
                return (Decisions.Add, null);
            case Decisions.Update:
                // One candidate needs no naming; of several the user says which.
                var known = row.Candidates.Where(one => one.Id is not null).ToList();
                var target = request.OrganisationId ?? (known.Count == 1 ? known[0].Id : null);
                if (target is null || known.TrueForAll(one => one.Id != target)) throw ProblemException.Field("organisationId", "candidate-unknown");
                return (Decisions.Update, target);
            default:
                throw ProblemException.Field("decision", "decision-impossible");
        }
    }
}
