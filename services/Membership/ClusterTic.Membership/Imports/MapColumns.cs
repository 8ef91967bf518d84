using ClusterTic.Membership.Organisations;
using ClusterTic.Membership.Reference;
using ClusterTic.Messaging.Jobs;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Imports;

/// <summary>Says which column fills which field, and checks the table anew. The choice is remembered by the columns' titles.</summary>
static class MapColumns
{
    public static void Map(RouteGroupBuilder imports) => imports
        .MapPost("/{id:guid}/mapping", Handle)
        .Requires(Policies.Manager)
        .WithSummary("Map an import's columns and check it again");

    static async Task<Results<Ok<ImportDetails>, NotFound>> Handle(
        Guid id, MapColumnsRequest request, MembershipDb db, CurrentUser user, TimeProvider clock, CancellationToken cancel) =>
        await db.InTransactionAsync<Results<Ok<ImportDetails>, NotFound>>(async () =>
        {
            if (await db.FindImportAsync(id, cancel) is not { } import) return TypedResults.NotFound();
            await ApplyImport.RequireIdleAsync(db, import, cancel);
            Rule.Require(!await db.Files.AnyAsync(file => file.Id == import.FileId && file.Content.Length == 0, cancel), "import-forgotten");
            Rule.Require(!await db.ImportRows.AnyAsync(row => row.ImportId == id && row.OrganisationId != null, cancel), "import-begun");
            import.Mapping = Read(request, import, user, clock);
            await RememberAsync(db, import, cancel);
            await db.ImportRows.Where(row => row.ImportId == id).ExecuteDeleteAsync(cancel);
            import.Stage = ImportStage.Checking;
            import.JobId = db.AddJob(ImportJob.Kind, new ImportArgument(id, Apply: false), user, clock.GetUtcNow()).Id;
            await db.SaveChangesAsync(cancel);
            return TypedResults.Ok(await ShowImport.DetailsAsync(db, import, cancel));
        }, cancel);

    public static Task<Import?> FindImportAsync(this MembershipDb db, Guid id, CancellationToken cancel) =>
        db.Imports.FromSql($"select * from imports where id = {id} for update").SingleOrDefaultAsync(cancel);

    /// <summary>Dates in the past may be stated only by who has the permission: without it that column is left out.</summary>
    public static string[] Permitted(string[] mapping, CurrentUser user) =>
        user.IsInRole(Roles.Backdate) ? mapping : [.. mapping.Select(field => field == "member-since" ? "" : field)];

    static string[] Read(MapColumnsRequest request, Import import, CurrentUser user, TimeProvider clock)
    {
        if (request.Fields.Count != import.Header.Length) throw ProblemException.Field("fields", "mapping-length", ("columns", import.Header.Length));
        var fields = request.Fields.Select(field => field ?? "").ToArray();
        var faults = new Faults();
        foreach (var (at, field) in fields.Index())
        {
            faults.Check(field.Length == 0 || ImportFields.All.Contains(field) || YearFields.TryParse(field, out _, out _), $"fields[{at}]", "field-unknown",
                ("fields", string.Join(", ", ImportFields.All.Concat(YearFields.Figures.Select(figure => YearFields.Of(figure, clock.GetUtcNow().Year))))));
            faults.Check(field.Length == 0 || Array.IndexOf(fields, field) == at, $"fields[{at}]", "field-twice", ("field", field));
        }

        faults.Refuse();
        if (fields.Contains("member-since") && !user.IsInRole(Roles.Backdate)) throw new ProblemException(StatusCodes.Status403Forbidden, "backdate-not-permitted");
        return fields;
    }

    static async Task RememberAsync(MembershipDb db, Import import, CancellationToken cancel)
    {
        var chosen = import.Header.Zip(import.Mapping, (title, field) => (Key: Words.Key(title), field))
            .Where(one => one.Key.Length > 0 && YearFields.Holds(one.Key, one.field)).DistinctBy(one => one.Key).ToList();
        string[] keys = [.. chosen.Select(one => one.Key)], fields = [.. chosen.Select(one => one.field)];
        await db.Database.ExecuteSqlAsync(
            $"""
             insert into import_columns (header, field) select * from unnest({keys}, {fields})
             on conflict (header) do update set field = excluded.field
             """, cancel);
    }
}
