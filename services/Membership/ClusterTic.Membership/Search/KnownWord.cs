using Microsoft.EntityFrameworkCore;
using NpgsqlTypes;

namespace ClusterTic.Membership.Search;

/// <summary>
/// A word of the texts that everybody may read. Triggers add it with the text; one that two add at once is there twice,
/// so that neither waits for the other.
/// </summary>
sealed class KnownWord
{
    /// <summary>Column of the texts' tables: the words of what is shown.</summary>
    public const string Words = "Words";

    /// <summary>Configurations of the full-text search that take accents away before they find the stem.</summary>
    const string French = "public.french_folded", English = "public.english_folded";

    public required string Word { get; init; }

    /// <summary>What the word's other forms share with it, in French and in English.</summary>
    public NpgsqlTsVector Stems { get; private set; } = null!;

    /// <summary>The words of the texts, once <paramref name="shown"/>; words_of() takes case, accents and what surrounds a word away.</summary>
    public static string WordsSql(string shown, string texts) => $"case when {shown} then words_of({texts}) end";

    public static void Map(ModelBuilder model) => model.Entity<KnownWord>(known =>
    {
        known.ToTable("known_words");
        known.HasNoKey();
        known.Property(one => one.Stems).HasComputedColumnSql($"to_tsvector('{French}'::regconfig, word) || to_tsvector('{English}'::regconfig, word)", stored: true);
        known.HasIndex(one => one.Word, "whole").HasDatabaseName("ix_known_words_word");
        known.HasIndex(one => one.Word, "parts").HasDatabaseName("ix_known_words_parts").HasMethod("gin").HasOperators("gin_trgm_ops");
        known.HasIndex(one => one.Stems).HasMethod("gin").HasDatabaseName("ix_known_words_stems");
    });
}
