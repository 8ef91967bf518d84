using ClusterTic.Membership.Duplicates;
using ClusterTic.Messaging.Jobs;
using ClusterTic.Messaging.Files;
using ClusterTic.Messaging.Mass;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ClusterTic.Membership.Imports;

/// <param name="Apply">Begin with what the check has found; else check first.</param>
sealed record ImportArgument(Guid ImportId, bool Apply);

/// <param name="Row">The last row that is done in this stage.</param>
sealed record ImportCheckpoint(bool Applying, int Row);

/// <summary>
/// Checks a table row by row, then takes it in where it may. Rows, what becomes of them, and the checkpoint are one
/// transaction per batch: after a crash it goes on behind the last batch, and nothing is there twice.
/// </summary>
sealed class ImportJob(MembershipDb db, ApplyRows apply, IOptions<ClusterOptions> cluster, TimeProvider clock) : IJobHandler
{
    public const string Kind = "import";
    const int Batch = 1000;

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        var argument = run.Argument<ImportArgument>();
        var at = run.Checkpoint<ImportCheckpoint>() ?? new(argument.Apply, 0);
        var import = await db.Imports.SingleAsync(one => one.Id == argument.ImportId, cancel);
        if (!at.Applying)
        {
            await CheckAsync(run, import, at.Row, cancel);
            if (!await GoesOnAsync(import, cancel)) return;
            at = new(true, 0);
        }

        await apply.RunAsync(run, import, at.Row, cancel);
    }

    async Task CheckAsync(JobRun run, Import import, int done, CancellationToken cancel)
    {
        var file = await db.Files.AsNoTracking().Where(one => one.Id == import.FileId).Select(one => one.Content).SingleAsync(cancel);
        var format = new TableFormat(import.Format, import.Encoding, import.Separator);
        var reading = new RowReading(import, cluster.Value, clock);
        var checkedRows = run.Done;
        foreach (var batch in TableFile.Read(file, format).Skip(1).SkipWhile(row => row.Number <= done).Chunk(Batch))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            await AddRowsAsync(import, reading, batch, cancel);
            checkedRows += batch.Length;
            await run.SaveAsync(db, new ImportCheckpoint(false, batch[^1].Number), checkedRows, import.Rows, cancel);
            await transaction.CommitAsync(cancel);
            db.ChangeTracker.Clear();
        }

        await MarkRepeatedAsync(import.Id, cancel);
    }

    async Task AddRowsAsync(Import import, RowReading reading, (int Number, string[] Cells)[] batch, CancellationToken cancel)
    {
        var drafts = batch.Select(row => (row.Number, row.Cells, Draft: reading.Read(row.Cells, out var faults), Faults: faults)).ToList();
        var good = drafts.Where(row => row.Draft is not null).ToList();
        var (found, nameKeys) = await db.FindCandidatesAsync([.. good.Select(row => ProbeOf(row.Draft!))], cancel);
        var at = 0;
        foreach (var (number, cells, draft, faults) in drafts)
        {
            var candidates = draft is null ? [] : found[at].Select(one => new Candidate(one.Id, one.Name, one.Why)).ToArray();
            db.ImportRows.Add(new ImportRow
            {
                ImportId = import.Id, Number = number, Cells = cells, Faults = faults, Candidates = candidates,
                Keys = draft is null ? [] : KeysOf(draft, nameKeys[at]),
                Verdict = draft is null ? Verdicts.Faulty : VerdictOf(candidates),
            });
            if (draft is not null) at++;
        }

        await db.CopyAddedAsync(cancel);
    }

    public static Probe ProbeOf(Draft draft) => new(
        draft.Profile.Name, draft.Profile.TradeName, draft.More.Registration.Idu, draft.More.Registration.Rccm, draft.More.Registration.Ncc, draft.Phone, draft.Email);

    /// <summary>A number of a register tells more than all the rest: who has it is the one, whoever else is alike.</summary>
    public static string VerdictOf(Candidate[] candidates)
    {
        var sure = candidates.Count(one => one.Why.Any(why => why is "idu" or "rccm" or "ncc"));
        return (sure, candidates.Length) switch
        {
            (_, 0) => Verdicts.Good,
            (1, _) or (0, 1) => Verdicts.Candidate,
            _ => Verdicts.Several,
        };
    }

    static string[] KeysOf(Draft draft, string? nameKey)
    {
        var (numbers, keys) = (draft.More.Registration, new List<string>(4));
        if (numbers.Idu is { } idu) keys.Add("idu " + idu);
        if (numbers.Rccm is { } rccm) keys.Add("rccm " + rccm);
        if (numbers.Ncc is { } ncc) keys.Add("ncc " + ncc);
        if (nameKey is not null) keys.Add(ImportRow.NamePrefix + nameKey);
        return [.. keys];
    }

    /// <summary>Rows that have a number or the name of an earlier one.</summary>
    Task<int> MarkRepeatedAsync(Guid import, CancellationToken cancel) => db.Database.ExecuteSqlAsync(
        $"""
         with keyed as (
           select number, key, min(number) over (partition by key) as first
           from import_rows cross join lateral unnest(keys) as key where import_id = {import}
         ), repeated as (
           select number, min(first) as first, array_agg(distinct split_part(key, ' ', 1)) as why from keyed where number > first group by number
         )
         update import_rows later set verdict = {Verdicts.Repeated},
           candidates = jsonb_build_array(jsonb_build_object('id', null, 'name', '', 'why', to_jsonb(repeated.why), 'row', repeated.first)) || later.candidates
         from repeated where later.import_id = {import} and later.number = repeated.number and later.verdict in ({Verdicts.Good}, {Verdicts.Candidate})
         """, cancel);

    /// <summary>Whether it may be taken in without anybody's decision.</summary>
    async Task<bool> GoesOnAsync(Import import, CancellationToken cancel)
    {
        var held = import.DryRun || (!import.GoodRowsOnly
            && await db.ImportRows.AnyAsync(row => row.ImportId == import.Id && Verdicts.Open.Contains(row.Verdict), cancel));
        var stage = held ? ImportStage.Checked : ImportStage.Applying;
        await db.Imports.Where(one => one.Id == import.Id).ExecuteUpdateAsync(set => set.SetProperty(one => one.Stage, stage), cancel);
        return !held;
    }
}
