using ClusterTic.AppHost.Demo;

namespace ClusterTic.EndToEnd.Tests.StratSession;

/// <summary>A broken sample file is refused with its place before anything is sent.</summary>
public sealed class SampleReaderTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("sample-reader-").FullName;

    public SampleReaderTests()
    {
        foreach (var file in Directory.EnumerateFiles(SampleFiles.Folder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(SampleFiles.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    [Fact]
    public void The_samples_as_they_are_can_be_read()
    {
        var sample = SampleReader.Read(folder);
        Assert.Equal((50, 46, 90, 12), (sample.Organisations.Count, sample.Invitations.Count, sample.Attendance.Count, sample.Notices.Count(file => file.EndsWith(".json", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("organisations.csv", "2021-06-22T08:47:00Z", "yesterday", "organisations.csv, line 4", "registered_at is no time: \"yesterday\"")]
    [InlineData("organisations.csv", "72262000-9:5", "7226:5", "organisations.csv, line 4", "\"7226:5\" is no competence")]
    [InlineData("organisations.csv", "O-04,yes", "O-03,yes", "organisations.csv, line 5", "ref O-03 is there twice")]
    [InlineData("organisations.csv", "O-03,yes,", "O-03,", "organisations.csv, line 4", "it has 22 fields where the header has 23")]
    [InlineData("organisations.csv", "rejected,,outside-sector", "rejected,,", "organisations.csv, line 30", "do not go together")]
    [InlineData("organisations.csv", "trade_name", "brand", "organisations.csv, line 1", "there is no column trade_name")]
    [InlineData("invitations.csv", "O-03", "O-99", "invitations.csv, line 4", "has no organisation O-99")]
    [InlineData("attendance.csv", "A-002,O-03,Ghislain Ettien-Bossé", "A-002,O-03,\"Ghislain", "attendance.csv, line 3", "a quote is opened and never closed")]
    [InlineData("offers.json", "\"O-03\"", "\"O-99\"", "offers.json, F-01", "has no organisation O-99")]
    [InlineData("workshop.json", "\"capacity\": 100", "\"capacity\": many", "workshop.json, line", "it cannot be read")]
    public void What_is_broken_is_named_with_its_place(string file, string good, string bad, string where, string what)
    {
        var path = Path.Combine(folder, file);
        var text = File.ReadAllText(path);
        var at = text.IndexOf(good, StringComparison.Ordinal);
        File.WriteAllText(path, text[..at] + bad + text[(at + good.Length)..]);

        var fault = Assert.Throws<DemoFault>(() => SampleReader.Read(folder));
        Assert.StartsWith(where, fault.Where, StringComparison.Ordinal);
        Assert.Contains(what, fault.What, StringComparison.Ordinal);
        Assert.NotEmpty(fault.Remedy);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        File.Delete(Path.Combine(folder, "attendance.csv"));
        Assert.EndsWith("attendance.csv", Assert.Throws<DemoFault>(() => SampleReader.Read(folder)).Where, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
