using ClusterTic.Membership.Duplicates;
using ClusterTic.Membership.Organisations;
using ClusterTic.Membership.People;
using ClusterTic.Messaging.Jobs;
using ClusterTic.Messaging.Mass;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ClusterTic.Membership.Imports;

/// <summary>Takes the rows of a checked table in: new organisations by COPY, changes to those that are there one by one.</summary>
sealed class ApplyRows(MembershipDb db, IOptions<ClusterOptions> cluster, TimeProvider clock)
{
    const int Batch = 1000;

    public async Task RunAsync(JobRun run, Import import, int row, CancellationToken cancel)
    {
        var reading = new RowReading(import, cluster.Value, clock);
        var waiting = Waiting(import.Id);
        var (done, total) = row == 0 ? (0, await waiting.CountAsync(cancel)) : (run.Done, run.Total);
        while (true)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            // Two imports at once would not see what the other is about to add.
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext('membership.import'))", cancel);
            var rows = await waiting.Where(one => one.Number > row).OrderBy(one => one.Number).Take(Batch).AsNoTracking().ToListAsync(cancel);
            if (rows.Count == 0) break;
            await ApplyAsync(run, reading, rows, cancel);
            (row, done) = (rows[^1].Number, done + rows.Count);
            await run.SaveAsync(db, new ImportCheckpoint(true, row), done, total, cancel);
            await transaction.CommitAsync(cancel);
            db.ChangeTracker.Clear();
        }

        var now = clock.GetUtcNow();
        await db.Imports.Where(one => one.Id == import.Id).ExecuteUpdateAsync(
            set => set.SetProperty(one => one.Stage, ImportStage.Done).SetProperty(one => one.EndedAt, now), cancel);
    }

    IQueryable<ImportRow> Waiting(Guid import) => db.ImportRows.Where(row => row.ImportId == import
        && (row.Verdict == Verdicts.Good || (Verdicts.Open.Contains(row.Verdict) && row.Decision != null)));

    async Task ApplyAsync(JobRun run, RowReading reading, List<ImportRow> rows, CancellationToken cancel)
    {
        var drafts = new List<(ImportRow Row, Draft Draft)>(rows.Count);
        foreach (var row in rows)
        {
            if (row.Decision == Decisions.Skip) row.Verdict = Verdicts.Skipped;
            else if (reading.Read(row.Cells, out var faults) is { } draft) drafts.Add((row, draft));
            else (row.Verdict, row.Faults, row.Decision) = (Verdicts.Faulty, faults, null); // the rules changed since it was checked
        }

        await AskAgainAsync(drafts, cancel);
        await AddAsync(run, [.. drafts.Where(one => one.Row.Verdict == Verdicts.Good || one.Row.Decision == Decisions.Add)], cancel);
        foreach (var (row, draft) in drafts.Where(one => one.Row.Decision == Decisions.Update)) await UpdateAsync(reading, row, draft, cancel);
        await db.SaveChangesAsync(cancel);
        await KeepVerdictsAsync(rows, cancel);
    }

    /// <summary>Somebody may have entered the same organisation since the check: that one is to be decided.</summary>
    async Task AskAgainAsync(List<(ImportRow Row, Draft Draft)> drafts, CancellationToken cancel)
    {
        var good = drafts.Where(one => one.Row.Verdict == Verdicts.Good).ToList();
        var (found, _) = await db.FindCandidatesAsync([.. good.Select(one => ImportJob.ProbeOf(one.Draft) with { NameKey = one.Row.NameKey })], cancel);
        foreach (var ((row, _), candidates) in good.Zip(found))
        {
            row.Candidates = [.. candidates.Select(one => new Candidate(one.Id, one.Name, one.Why))];
            row.Verdict = ImportJob.VerdictOf(row.Candidates);
        }

        drafts.RemoveAll(one => one.Row.Verdict != Verdicts.Good && one.Row.Decision is null);
    }

    async Task AddAsync(JobRun run, List<(ImportRow Row, Draft Draft)> drafts, CancellationToken cancel)
    {
        if (drafts.Count == 0) return;
        var now = clock.GetUtcNow();
        var emails = drafts.Select(one => Person.Normalise(one.Draft.Email)).Distinct().ToArray();
        var people = await db.People.Where(person => emails.Contains(person.Email)).ToDictionaryAsync(person => person.Email, StringComparer.Ordinal, cancel);
        foreach (var (row, draft) in drafts)
        {
            var email = Person.Normalise(draft.Email);
            if (!people.TryGetValue(email, out var contact))
                db.People.Add(people[email] = contact = Person.Register(draft.ContactName, email, draft.Language, now));
            var organisation = Organisation.Register(draft.Profile, contact, draft.Phone, now, draft.More);
            if (draft.Category is { } category)
                organisation.Admit(category, run.By, draft.MemberSince is { } day ? new DateTimeOffset(day, default, TimeSpan.Zero) : now);
            db.Organisations.Add(organisation);
            db.Contacts.Add(Contact.BeginMain(organisation, contact, draft.Phone, cluster.Value.DayOf(now)));
            (row.Verdict, row.OrganisationId) = (Verdicts.Added, organisation.Id);
        }

        await db.CopyAddedAsync(cancel);
    }

    /// <summary>What the row says is changed; what it leaves empty stays.</summary>
    async Task UpdateAsync(RowReading reading, ImportRow row, Draft draft, CancellationToken cancel)
    {
        if (await db.FindOrganisationAsync(row.Target!.Value, cancel) is not { } organisation)
        {
            (row.Verdict, row.Decision, row.Target) = (Verdicts.Several, null, null);
            return;
        }

        if (!OrganisationStatuses.Open.Contains(organisation.Status))
        {
            row.Decision = null; // to be decided anew: nothing of it can be changed any more
            return;
        }

        var faults = new Faults();
        var more = draft.Over(organisation, faults);
        if (faults.Count > 0)
        {
            (row.Verdict, row.Faults, row.Decision, row.Target) = (Verdicts.Faulty, reading.FaultsIn(row.Cells, faults), null, null);
            return;
        }

        organisation.Change(draft.Over(organisation), more, clock.GetUtcNow());
        (row.Verdict, row.OrganisationId) = (Verdicts.Updated, organisation.Id);
    }

    async Task KeepVerdictsAsync(List<ImportRow> rows, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        // Most are simply added: they take one statement.
        var added = rows.Where(row => row.Verdict == Verdicts.Added).ToList();
        int[] numbers = [.. added.Select(row => row.Number)];
        Guid[] ids = [.. added.Select(row => row.OrganisationId!.Value)];
        await db.Database.ExecuteSqlAsync(
            $"""
             update import_rows set verdict = {Verdicts.Added}, organisation_id = added.id
             from unnest({numbers}, {ids}) as added (number, id)
             where import_id = {rows[0].ImportId} and import_rows.number = added.number
             """, cancel);
        var others = rows.Except(added).ToList();
        db.ImportRows.AttachRange(others);
        foreach (var row in others)
        {
            var entry = db.Entry(row);
            foreach (var changed in (string[])[nameof(ImportRow.Verdict), nameof(ImportRow.Faults), nameof(ImportRow.Candidates), nameof(ImportRow.Decision), nameof(ImportRow.Target), nameof(ImportRow.OrganisationId)])
                entry.Property(changed).IsModified = true;
        }

        await db.SaveChangesAsync(cancel);
    }
}

/// <summary>What the user wants done with a row that is not simply good.</summary>
static class Decisions
{
    public const string Add = "add";
    public const string Update = "update";
    public const string Skip = "skip";
}
