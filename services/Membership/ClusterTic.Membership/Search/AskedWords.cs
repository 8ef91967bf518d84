using System.ComponentModel;
using Npgsql;

namespace ClusterTic.Membership.Search;

/// <summary>
/// What somebody looks for: for each word of the question the known words that it stands for, one of which a text must
/// have. Texts have many letters and few words of their own, so likeness is looked for among the words.
/// </summary>
[ImmutableObject(true)] // kept in the cache as it is
sealed record AskedWords(IReadOnlyList<string[]> Meanings)
{
    /// <summary>In a page's cursor: it was found by words that are written alike, and so is the next page.</summary>
    public const string Nearly = "near";

    const string Sql =
        """
        select coalesce(array_agg(distinct known) filter (where known is not null), '{}')
        from unnest(words_of($1)) asked left join lateral known_as(asked, $2) known on true
        group by asked
        """;

    /// <summary>No text can fit: there is a word that none has.</summary>
    public bool FitNothing => Meanings.Any(words => words.Length == 0);

    /// <param name="near">Words that are written alike count too: two letters may differ.</param>
    public static async Task<AskedWords> ReadAsync(NpgsqlDataSource database, string[] question, bool near, CancellationToken cancel)
    {
        if (question.Length == 0) return new([]);
        await using var command = database.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = string.Join(' ', question) });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = near });
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var meanings = new List<string[]>();
        while (await rows.ReadAsync(cancel)) meanings.Add(rows.GetFieldValue<string[]>(0));
        return new(meanings);
    }
}
