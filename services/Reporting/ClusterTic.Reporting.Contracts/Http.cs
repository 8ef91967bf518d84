namespace ClusterTic.Reporting;

/// <summary>A report that can be asked for.</summary>
public sealed record ReportSummary(string Name, LocalText Title, LocalText Description, IReadOnlyList<string> Filters);

/// <summary>A report's figures, and how much to trust them.</summary>
/// <param name="DataAt">The newest fact in the figures, by when it was received.</param>
/// <param name="Waiting">Facts received that are not in the figures yet.</param>
/// <param name="Watermark">Version of the data; equal figures have equal watermarks.</param>
public sealed record Report(
    string Name,
    LocalText Title,
    DateTimeOffset GeneratedAt,
    DateTimeOffset? DataAt,
    long Waiting,
    string Watermark,
    IReadOnlyList<ReportColumn> Columns,
    IReadOnlyList<ReportRow> Rows,
    string? Next = null);

/// <param name="Kind">text, integer, percent, money, date.</param>
public sealed record ReportColumn(string Name, LocalText Title, string Kind, string? Unit);

/// <param name="Id">Stable: the same figure has the same id in every run; its lineage is at <c>…/lineage?row={id}</c>.</param>
/// <param name="Cells">In the order of the columns; null is no data, <c>suppressed</c> a group under five people.</param>
public sealed record ReportRow(string Id, IReadOnlyList<ReportCell> Cells);

/// <param name="Value">A number or a date in invariant form, or a code.</param>
/// <param name="Text">Where the value is a text in two languages.</param>
public sealed record ReportCell(string? Value, LocalText? Text = null, bool Suppressed = false, decimal? Numerator = null, decimal? Denominator = null);

/// <summary>One message behind a figure.</summary>
public sealed record LineageEntry(
    Guid MessageId, string WireName, string Sender, Guid AggregateId, long Version,
    DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, DateTimeOffset ReceivedAt, string? TraceId);
