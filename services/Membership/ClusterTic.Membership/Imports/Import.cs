using ClusterTic.ServiceDefaults.Data;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Imports;

/// <summary>A table of organisations on its way in: read and checked row by row first, taken in afterwards.</summary>
sealed class Import
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid FileId { get; init; }
    public required string FileName { get; init; }

    /// <summary>csv or xlsx.</summary>
    public required string Format { get; init; }

    /// <summary>As it was found or stated; null for XLSX, as is the separator.</summary>
    public string? Encoding { get; init; }
    public string? Separator { get; init; }

    /// <summary>The titles of the columns.</summary>
    public required string[] Header { get; init; }

    /// <summary>For each column the field that it fills; an empty text for a column that is left out.</summary>
    public required string[] Mapping { get; set; }

    /// <summary>Rows with anything in them, without the header.</summary>
    public required int Rows { get; init; }

    /// <summary>Stop after the check, whatever it finds.</summary>
    public required bool DryRun { get; set; }

    /// <summary>Take in what is good where some rows are not; else all or nothing.</summary>
    public required bool GoodRowsOnly { get; set; }

    public ImportStage Stage { get; set; }

    /// <summary>The job at work, or the last one.</summary>
    public required Guid JobId { get; set; }

    public required string By { get; init; }
    public string? ByName { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }

    public static void Map(ModelBuilder model)
    {
        model.Entity<Import>(import =>
        {
            import.ToTable("imports").HasKey(one => one.Id);
            import.HasOne<Messaging.Files.StoredFile>().WithMany().HasForeignKey(one => one.FileId);
        });
        model.Entity<ImportRow>(row =>
        {
            row.ToTable("import_rows").HasKey(one => new { one.ImportId, one.Number });
            row.HasOne<Import>().WithMany().HasForeignKey(one => one.ImportId).OnDelete(DeleteBehavior.Cascade);
            row.Property(one => one.Faults).HasJson();
            row.Property(one => one.Candidates).HasJson();
            row.HasIndex(one => new { one.ImportId, one.Verdict, one.Number }).HasDatabaseName("ix_import_rows_verdict");
        });
        model.Entity<RememberedColumn>(column => column.ToTable("import_columns").HasKey(one => one.Header));
    }
}

enum ImportStage
{
    Checking,
    Checked,
    Applying,
    Done,
}

/// <summary>What a title of a column was taken for last time.</summary>
sealed class RememberedColumn
{
    /// <summary>As <see cref="Reference.Words.Key"/> gives it.</summary>
    public required string Header { get; init; }

    /// <summary>Empty for a column that is left out.</summary>
    public required string Field { get; set; }
}

/// <summary>One row of the table, what was found of it and what becomes of it.</summary>
sealed class ImportRow
{
    public const string NamePrefix = "name ";

    public required Guid ImportId { get; init; }

    /// <summary>As a spreadsheet counts: the header is row 1.</summary>
    public required int Number { get; init; }

    public required string[] Cells { get; init; }
    public required string Verdict { get; set; }
    public required RowFault[] Faults { get; set; }
    public required Candidate[] Candidates { get; set; }

    /// <summary>What it could be the same as in the file: its numbers and its name, normalised.</summary>
    public required string[] Keys { get; init; }

    /// <summary>The key of its name among them.</summary>
    public string? NameKey => Array.Find(Keys, key => key.StartsWith(NamePrefix, StringComparison.Ordinal))?[NamePrefix.Length..];

    /// <summary>add, update or skip, as the user decides; null where nothing needs deciding.</summary>
    public string? Decision { get; set; }

    /// <summary>What is updated.</summary>
    public Guid? Target { get; set; }

    /// <summary>What came of it.</summary>
    public Guid? OrganisationId { get; set; }
}

/// <summary>What is wrong in one cell.</summary>
/// <param name="Column">Index in the header.</param>
/// <param name="Arguments">What the wording needs, as texts.</param>
sealed record RowFault(string Field, int? Column, string? Value, string Code, Dictionary<string, string> Arguments);

/// <summary>An organisation, or an earlier row, that this could be.</summary>
/// <param name="Why">idu, rccm, ncc, name, phone, email or domain.</param>
/// <param name="Row">An earlier row of the same file, instead of an organisation.</param>
sealed record Candidate(Guid? Id, string Name, string[] Why, int? Row = null);

/// <summary>Verdicts on a row.</summary>
static class Verdicts
{
    public const string Good = "good";
    public const string Faulty = "faulty";

    /// <summary>May be an organisation that is there: to be decided.</summary>
    public const string Candidate = "candidate";

    /// <summary>Fits several: an error until somebody says which.</summary>
    public const string Several = "several";

    /// <summary>The same as an earlier row of the file.</summary>
    public const string Repeated = "repeated";

    public const string Added = "added";
    public const string Updated = "updated";
    public const string Skipped = "skipped";

    public static readonly string[] Open = [Faulty, Candidate, Several, Repeated];
    public static readonly string[] All = [Good, Faulty, Candidate, Several, Repeated, Added, Updated, Skipped];
}
