using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Privacy;

/// <summary>What holds a person's data outside of its own record, emptied by SQL: none of it is an aggregate's public state.</summary>
sealed class PersonalTraces(MembershipDb db, Guid person, string email, DateTimeOffset at)
{
    string Json => JsonEncodedText.Encode(email).ToString();

    public async Task<IReadOnlyList<ErasedCount>> EmptyAsync(CancellationToken cancel) =>
    [
        new("notes", await NotesAsync(cancel)),
        new("import-files", await ImportFilesAsync(cancel)),
        new("import-rows", await ImportRowsAsync(cancel)),
        new("answers", await AnswersAsync(cancel)),
        new("change-requests", await ChangeRequestsAsync(cancel)),
        new("merges", await MergesAsync(cancel)),
    ];

    /// <summary>A note on whom the team met is most likely about that person; what the contact was for stays, as a code.</summary>
    Task<int> NotesAsync(CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"update interactions set note = null where person_id = {person} and note is not null", cancel);

    Task<int> ImportRowsAsync(CancellationToken cancel) => db.Database.ExecuteSqlAsync(
        $"""
         update import_rows set cells = array[]::text[], keys = array[]::text[], faults = '[]', candidates = '[]'
         where exists (select from unnest(cells) cell where lower(trim(cell)) = {email})
         """, cancel);

    /// <summary>The table as it was sent, once it is taken in; one still under way is emptied with its rows after a month.</summary>
    Task<int> ImportFilesAsync(CancellationToken cancel) => db.Database.ExecuteSqlAsync(
        $"""
         update files set content = ''::bytea
         where content <> ''::bytea and id in (
           select import.file_id from imports import join import_rows row on row.import_id = import.id
           where import.stage = {(int)Imports.ImportStage.Done} and exists (select from unnest(row.cells) cell where lower(trim(cell)) = {email}))
         """, cancel);

    /// <summary>What was asked for stays; who asked and in which words goes.</summary>
    Task<int> ChangeRequestsAsync(CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"update change_requests set asked_by_name = null, why = '' where person_id = {person}", cancel);

    /// <summary>A main contact that gave way in a merge: undoing it brings back everything else.</summary>
    Task<int> MergesAsync(CancellationToken cancel) => db.Database.ExecuteSqlAsync(
        $"""
         update organisation_merges set fields = coalesce(
           (select jsonb_agg(field) from jsonb_array_elements(fields) field where field ->> 'property' not in ('ContactId', 'ContactPhone')), '[]')
         where exists (select from jsonb_array_elements(fields) field where {person}::text in (field ->> 'was', field ->> 'became'))
         """, cancel);

    /// <summary>Answers that are kept for a day, should a request come again.</summary>
    /// <remarks>As JSON writes the address.</remarks>
    Task<int> AnswersAsync(CancellationToken cancel) => db.Database.ExecuteSqlAsync(
        $"delete from idempotency_keys where created_at <= {at} and position(convert_to({Json}, 'UTF8') in body) > 0", cancel);
}
