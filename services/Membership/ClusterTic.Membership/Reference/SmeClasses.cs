using System.Globalization;

namespace ClusterTic.Membership.Reference;

/// <summary>How large an enterprise is by law, and what that was derived from.</summary>
/// <param name="Code">micro, small, medium, large; not-independent where a large firm holds 25 % or more; unknown.</param>
/// <param name="ToConfirm">Staff and turnover disagree: the class is the higher one until the team confirms.</param>
sealed record SmeClass(string Code, bool ToConfirm, string? ByStaff, string? ByTurnover, string? Reference);

/// <summary>The limits of the classes, from <c>sme-classes.csv</c>: what a law can change carries the dates between which it holds.</summary>
static class SmeClasses
{
    public const string Unknown = "unknown";

    const string NotIndependent = "not-independent";
    const string Large = "large";

    static readonly Row[] Rows = [.. Read()];

    /// <summary>Every class that an organisation can have, the smallest first.</summary>
    public static IReadOnlyList<string> Codes { get; } = [.. Rows.Select(row => row.Class).Distinct(), Large, NotIndependent, Unknown];

    /// <param name="turnover">Of a year, before tax, in XOF.</param>
    /// <param name="held">A large firm holds 25 % or more.</param>
    public static SmeClass Of(int? staff, long? turnover, bool held, DateOnly on)
    {
        var table = Rows.Where(row => row.From <= on && (row.To is null || on <= row.To)).ToArray();
        int? byStaff = table.Length > 0 && staff is { } people ? Rank(table, row => people < row.StaffBelow) : null;
        int? byTurnover = table.Length > 0 && turnover is { } amount ? Rank(table, row => amount <= row.TurnoverAtMost) : null;
        int? higher = byStaff is { } one && byTurnover is { } other ? Math.Max(one, other) : null;
        return new(
            held ? NotIndependent : Code(table, higher) ?? Unknown, !held && higher is not null && byStaff != byTurnover,
            Code(table, byStaff), Code(table, byTurnover), table.FirstOrDefault()?.Reference);
    }

    static int Rank(Row[] table, Func<Row, bool> fits) => Array.FindIndex(table, row => fits(row)) is >= 0 and var at ? at : table.Length;

    static string? Code(Row[] table, int? rank) => rank is { } at ? at < table.Length ? table[at].Class : Large : null;

    static IEnumerable<Row> Read() => ReferenceTable.Read("sme-classes.csv").Select(row => new Row(
        Day(row[0]), row[1].Length > 0 ? Day(row[1]) : null, row[2],
        int.Parse(row[3], CultureInfo.InvariantCulture), long.Parse(row[4], CultureInfo.InvariantCulture), row[5]));

    static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Rows of one period stand from the smallest class to the largest.</summary>
    sealed record Row(DateOnly From, DateOnly? To, string Class, int StaffBelow, long TurnoverAtMost, string Reference);
}
