using ClusterTic.Messaging.Jobs;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Imports;

/// <summary>
/// Empties the files of imports and their rows after a month: they hold contacts, also of whoever was not taken in. What
/// came of them stays counted.
/// </summary>
sealed class ForgetImports(MembershipDb db, TimeProvider clock) : IRecurring
{
    static readonly TimeSpan Keep = TimeSpan.FromDays(30);

    public static string Name => "forget-imports";

    public static TimeSpan Every => TimeSpan.FromHours(6);

    public async Task RunAsync(CancellationToken cancel)
    {
        var before = clock.GetUtcNow() - Keep;
        await db.Files.Where(file => file.Content.Length > 0 && db.Imports.Any(import => import.FileId == file.Id && import.CreatedAt < before))
            .ExecuteUpdateAsync(set => set.SetProperty(file => file.Content, Array.Empty<byte>()), cancel);
        await db.ImportRows.Where(row => row.Cells.Length > 0 && db.Imports.Any(import => import.Id == row.ImportId && import.CreatedAt < before))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Cells, Array.Empty<string>()).SetProperty(row => row.Keys, Array.Empty<string>())
                .SetProperty(row => row.Faults, Array.Empty<RowFault>()).SetProperty(row => row.Candidates, Array.Empty<Candidate>()), cancel);
    }
}
