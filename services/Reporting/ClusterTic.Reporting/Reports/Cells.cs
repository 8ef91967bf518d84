using System.Globalization;
using ClusterTic.Reporting.Figures;

namespace ClusterTic.Reporting.Reports;

/// <summary>Values as cells: invariant numbers, codes with their labels, nothing where there is no data.</summary>
static class Cells
{
    public static ReportCell Empty { get; } = new(null);

    public static ReportCell Withheld { get; } = new(null, Suppressed: true);

    public static ReportCell Text(string? text) => text is null ? Empty : new(text);

    public static ReportCell Text(LocalText text) => new(null, text);

    public static ReportCell Code(string kind, string? code) => code is null ? Empty : new(code, Texts.Label(kind, code));

    public static ReportCell Number(long number) => new(number.ToString(CultureInfo.InvariantCulture));

    public static ReportCell People(int people, bool hidden) => hidden ? Withheld : Number(people);

    public static ReportCell Count(FigureValue value) =>
        value.Hidden ? Withheld : value.Count is { } count ? Number(count) : Empty;

    public static ReportCell Percent(FigureValue value) => value switch
    {
        { Hidden: true, Count: null } => Withheld,
        { Share: { } share } => new(share.Percent?.ToString("0.0", CultureInfo.InvariantCulture), null, false, share.Numerator, share.Denominator),
        _ => Empty,
    };
}
