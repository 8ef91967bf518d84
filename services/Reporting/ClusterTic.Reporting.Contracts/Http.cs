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

/// <summary>What an indicator is, apart from any period.</summary>
/// <param name="Section">structure, services, market.</param>
/// <param name="Level">output, outcome, impact.</param>
/// <param name="Criterion">The OECD DAC criterion that it serves.</param>
/// <param name="DefinitionVersion">Rises whenever the formula changes.</param>
/// <param name="Status">provisional, validated, locked.</param>
/// <param name="Additive">Whether values of several periods may be added up.</param>
/// <param name="Filters">What it can be narrowed by, apart from the period.</param>
/// <param name="Cuts">What it can be told apart by, one at a time: category, class, region, competence, country.</param>
public sealed record IndicatorDefinition(
    string Code, string Section, LocalText Title, LocalText Formula, string Unit, string Level, string Criterion,
    int DefinitionVersion, string Status, bool Additive, IReadOnlyList<string> Filters, IReadOnlyList<string> Cuts);

/// <summary>An indicator's value over a period, and how much to trust it.</summary>
/// <param name="Values">One, or one per group.</param>
public sealed record Indicator(
    IndicatorDefinition Definition, DateOnly? From, DateOnly? To, DateTimeOffset? AsOf,
    DateTimeOffset GeneratedAt, DateTimeOffset? DataAt, long Waiting, string Watermark, IReadOnlyList<IndicatorValue> Values);

/// <param name="Id">Its lineage is at <c>…/lineage?row={id}</c>.</param>
/// <param name="Group">Code of the group; null for the whole.</param>
/// <param name="Value">A count; null where there is no data, where it is withheld, and for what is only a share.</param>
/// <param name="Share">In percent, with its numerator and denominator.</param>
public sealed record IndicatorValue(string Id, string? Group, ReportCell Value, ReportCell Share);

/// <summary>What anybody may see of the cluster: nothing that counts people.</summary>
public sealed record PublicFigures(long Members, long EventsHeld, long OpenOpportunities, DateTimeOffset? DataAt);

/// <summary>Answer of <c>POST …/operations/rebuild</c>.</summary>
/// <param name="Facts">Messages read from the log.</param>
/// <param name="Unread">Messages of a known aggregate that could not be read.</param>
public sealed record RebuildResult(int Generation, long Facts, long Unread, double Seconds);
