using ClusterTic.Messaging.Jobs;
using ClusterTic.ServiceDefaults.Data;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Search;

/// <summary>Takes away the words that no text has any more; among them may be the name of somebody who was erased.</summary>
sealed class ForgetWords(MembershipDb db) : IRecurring
{
    public static string Name => "forget-words";

    public static TimeSpan Every => TimeSpan.FromHours(6);

    public async Task RunAsync(CancellationToken cancel)
    {
        // Looked for without a lock, so that nobody waits; only what was found is looked at again under one. Else a text that
        // comes in between would find its word known, and lose it.
        var unused = await db.Database.SqlQuery<string>(
            $"""
             select distinct word as "Value" from known_words known
             where not exists (select from organisations where status = 'member' and words @> array[known.word])
               and not exists (select from offers where status = 'published' and words @> array[known.word])
             """).ToArrayAsync(cancel);
        if (unused.Length == 0) return;
        await db.InTransactionAsync(async () =>
        {
            await db.Database.ExecuteSqlAsync($"lock table known_words in share row exclusive mode", cancel);
            return await db.Database.ExecuteSqlAsync(
                $"""
                 delete from known_words known where word = any ({unused})
                   and not exists (select from organisations where status = 'member' and words @> array[known.word])
                   and not exists (select from offers where status = 'published' and words @> array[known.word])
                 """, cancel);
        }, cancel);
    }
}
