using ClusterTic.Reporting.Figures;
using ClusterTic.ServiceDefaults.Settings;

namespace ClusterTic.Reporting.Reports;

/// <summary>A report: its columns, how its rows are read, and which messages are behind a row.</summary>
abstract class ReportDefinition
{
    public abstract string Name { get; }

    /// <summary>What it can be narrowed by.</summary>
    public abstract IReadOnlyList<string> Filters { get; }

    public abstract IReadOnlyList<ReportColumn> Columns { get; }

    /// <summary>False where there can be so many rows that fetching them from Redis costs what reading them anew does.</summary>
    public virtual bool IsShared => true;

    public abstract Task<IReadOnlyList<SortedRow>> ReadAsync(Snapshot snapshot, Filters filters, ClusterOptions cluster, CancellationToken cancel);

    /// <summary>What is behind a row that the report has; without the people whose number it withholds.</summary>
    public abstract Subjects Behind(ReportRow row, Filters filters);

    public ReportSummary Summary => new(Name, Texts.Of($"report.{Name}"), Texts.Of($"report.{Name}.about"), Filters);

    protected static ReportColumn Column(string name, string kind, string? unit = null) => new(name, Texts.Of($"column.{name}"), kind, unit);
}

/// <param name="SortKey">Rows are in the order of it and then of their id; pages continue after both.</param>
sealed record SortedRow(string SortKey, ReportRow Row);

/// <summary>The aggregates behind a row.</summary>
/// <param name="Sql">Gives their ids; parameters as in <see cref="Figure.Counted"/>, and $9.</param>
/// <param name="Ninth">Value of $9: a group's code or an organisation's id.</param>
/// <param name="Withheld">Aggregates left out because their number is withheld.</param>
sealed record Subjects(string Sql, object? Ninth, string? Withheld = null);
