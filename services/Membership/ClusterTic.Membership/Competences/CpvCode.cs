using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Competences;

/// <summary>A code of the vocabulary with its labels: our own wording until the published list is imported.</summary>
sealed class CpvCode
{
    /// <summary>Eight digits.</summary>
    public required string Code { get; init; }

    public string? Fr { get; init; }

    public string? En { get; init; }

    /// <summary>The nearest code above it that is in the table; null for a division. The published list has codes whose parent it does not hold.</summary>
    public string? Parent { get; init; }

    /// <summary>How many digits carry meaning: 2 for a division, 3 for a group, 4 for a class, more for a category.</summary>
    public required short Depth { get; init; }

    /// <summary>The labels are the published ones, which our own wording does not replace.</summary>
    public bool Imported { get; init; }

    public LocalText Label => new(Fr, En);

    public static string NameOf(int depth) => depth switch { 2 => "division", 3 => "group", 4 => "class", _ => "category" };

    public static void Map(ModelBuilder model) => model.Entity<CpvCode>(code =>
    {
        code.ToTable("cpv_codes").HasKey(one => one.Code);
        code.Ignore(one => one.Label);
        code.Property(one => one.Code).HasMaxLength(8);
        code.Property(one => one.Parent).HasMaxLength(8);
        code.Property<string>("SearchText").HasComputedColumnSql("fold(code || ' ' || coalesce(fr, '') || ' ' || coalesce(en, ''))", stored: true);
        code.HasIndex(one => new { one.Parent, one.Code }).HasDatabaseName("ix_cpv_codes_children");
        code.HasIndex(one => one.Code).HasOperators("text_pattern_ops").HasDatabaseName("ix_cpv_codes_prefix");
        code.HasIndex("SearchText").HasMethod("gin").HasOperators("gin_trgm_ops").HasDatabaseName("ix_cpv_codes_search");
    });
}
