using System.Globalization;
using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Reference;
using ClusterTic.Reporting;

namespace ClusterTic.Portal.Reports;

/// <summary>A report's cells as they are read.</summary>
static class ReportCells
{
    public static bool IsNumber(this ReportColumn column) => column.Kind is "integer" or "percent" or "money" or "number" or "decimal";

    /// <summary>The cell in the reader's language; null where there is no data.</summary>
    public static string? Show(this ReportCell cell, ReportColumn column, Reader reader, Texts texts)
    {
        if (cell.Suppressed) return texts["common.suppressed"];
        if (cell.Text is { } text) return reader.Text(text);
        if (cell.Value is not { Length: > 0 } value) return null;
        return column.Kind switch
        {
            "percent" when Number(value) is { } percent => Reader.Percent(percent),
            "money" when Number(value) is { } amount => Reader.Money(new Money(amount, column.Unit ?? "XOF")),
            "date" when DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) => reader.Date(date),
            "text" => Code(column.Name, value, reader, texts),
            _ => Number(value) is { } number ? Reader.Number(number) : value,
        };
    }

    public static decimal? Number(this ReportCell cell) => cell.Suppressed || cell.Value is null ? null : Number(cell.Value);

    static decimal? Number(string value) =>
        decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    // Codes travel, labels do not: the column's name says which list a code is of.
    static string Code(string column, string value, Reader reader, Texts texts) => column switch
    {
        "region" => Regions.Name(value) ?? value,
        "country" => Countries.Name(value),
        "group" when value is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'] => Countries.Name(value),
        "group" => Regions.Name(value) ?? value,
        "category" => reader.Category(value),
        "tier" => texts.Code("tier", value),
        "type" => texts.Code("organisation-type", value),
        "status" => texts.Code("organisation-status", value),
        _ => value,
    };
}
