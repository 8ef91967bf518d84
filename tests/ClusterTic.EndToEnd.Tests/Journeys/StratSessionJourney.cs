using ClusterTic.EndToEnd.Tests.StratSession;
using ClusterTic.Reporting;

namespace ClusterTic.EndToEnd.Tests.Journeys;

/// <summary>An analyst reads what messages have made of the workshop.</summary>
[Collection("journeys")] // one stack, and some of them stop its servers
public sealed class StratSessionJourney(WholeStack stack)
{
    [Fact]
    public async Task The_activity_of_every_organisation_is_as_counted_from_the_files()
    {
        using var analyst = await stack.AsAsync("demo-analyst");
        var (report, rows) = await analyst.ReportAsync("organisation-activity");
        int Column(string name) => report.Columns.Index().Single(column => column.Item.Name == name).Index;
        var expected = ExpectedFigures.ByOrganisation.Where(line => line.Name.Length > 0).ToDictionary(line => line.Name, StringComparer.Ordinal);
        var seen = 0;
        foreach (var row in rows)
        {
            if (Name(row.Cells[Column("organisation")]) is not { } name || !expected.TryGetValue(name, out var line)) continue;
            seen++;
            Assert.Equal($"{name}: {line.Invited} {line.Matched}", $"{name}: {row.Cells[Column("invited")].Value} {row.Cells[Column("matched")].Value}");
            AssertPeople(row.Cells[Column("registered")], line.Registered);
            AssertPeople(row.Cells[Column("attended")], line.Attended);
        }

        Assert.Equal(expected.Count, seen);
    }

    [Fact]
    public async Task The_overview_is_as_counted_from_the_files()
    {
        using var analyst = await stack.AsAsync("demo-analyst");
        var (report, rows) = await analyst.ReportAsync("cluster-overview");
        var value = report.Columns.Index().Single(column => column.Item.Name == "value").Index;
        string? Figure(string id) => rows.Single(row => row.Id == id).Cells[value].Value;
        // Other journeys add registered organisations and events of their own, but no members and nothing that was held.
        Assert.Equal(Text(ExpectedFigures.ActiveMembers), Figure("STR-01"));
        Assert.Equal(Text(ExpectedFigures.FoundingPartners), Figure("STR-02"));
        Assert.Equal(Text(ExpectedFigures.EventsHeld), Figure("SVC-01"));
        Assert.Equal(Text(ExpectedFigures.Attendances), Figure("SVC-02"));
        Assert.Equal(Text(ExpectedFigures.Matches), Figure("SVC-07"));
        Assert.NotNull(report.DataAt);
    }

    static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    static string? Name(ReportCell cell) => cell.Value ?? cell.Text?.Fr;

    /// <summary>Groups under five are withheld, and more of them where they could be computed back; what is shown is right.</summary>
    static void AssertPeople(ReportCell cell, int expected)
    {
        if (expected is > 0 and < 5) Assert.True(cell.Suppressed, $"{expected} people are shown");
        if (!cell.Suppressed) Assert.Equal(Text(expected), cell.Value);
    }
}
