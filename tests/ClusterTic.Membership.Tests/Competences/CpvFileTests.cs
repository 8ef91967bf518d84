using System.Text;
using ClusterTic.Membership.Competences;
using ClusterTic.ServiceDefaults.Http;

namespace ClusterTic.Membership.Tests.Competences;

public sealed class CpvFileTests
{
    [Fact]
    public void Columns_are_found_by_name_in_any_order_and_with_either_separator()
    {
        var published = Read("code_check,code,level,label_fr,label_en\r\n72000000-5,72000000,2,\"Services, conseil\",IT services\r\n03000000-1,3000000,2,,Farming\r\n");
        Assert.Equal([new("72000000", "Services, conseil", "IT services"), new("03000000", null, "Farming")], published);
        Assert.Equal([new CpvLabel("72000000", "Services", null)], Read("\uFEFFfr;code\nServices;72000000-5\n"));
    }

    [Theory]
    [InlineData("", "file", "cpv-file-columns")]
    [InlineData("code;fr\n", "file", "cpv-file-empty")]
    [InlineData("code;name\n72000000;x\n", "file", "cpv-file-columns")]
    [InlineData("code;fr\n72000000;a\n\nx2;b\n", "lines[4]", "cpv-line-code")]
    [InlineData("code;fr\n72000000;a\n72000000-5;b\n", "lines[3]", "cpv-line-twice")]
    [InlineData("code;fr;en\n72000000; ;\n", "lines[2]", "cpv-line-label")]
    [InlineData("code;fr;en\n72000000;a\n", "lines[2]", "cpv-line-broken")]
    [InlineData("code;fr\n72000000;\"a\n", "lines[2]", "cpv-line-broken")]
    public void A_fault_is_told_with_its_line(string file, string field, string code)
    {
        var fault = Assert.Single(Assert.Throws<ProblemException>(() => Read(file)).Fields!);
        Assert.Equal((field, code), (fault.Key, Assert.Single(fault.Value)));
    }

    [Fact]
    public void Another_encoding_is_said_so_and_not_guessed() =>
        Assert.Equal("cpv-file-encoding", Assert.Throws<ProblemException>(() => CpvFile.Read(Encoding.Latin1.GetBytes("code;fr\n72000000;Ingénierie\n"))).Code);

    [Fact]
    public void Of_many_faults_the_first_twenty_are_told() =>
        Assert.Equal(20, Assert.Throws<ProblemException>(() => Read("code;fr\n" + string.Concat(Enumerable.Repeat("x;y\n", 50)))).Fields!.Count);

    [Fact]
    public void Our_own_tables_hold_together()
    {
        using var file = typeof(CpvFile).Assembly.GetManifestResourceStream("ClusterTic.Membership.Reference.cpv.csv")!;
        using var whole = new MemoryStream();
        file.CopyTo(whole);
        var own = CpvFile.Read(whole.ToArray()).Select(label => label.Code).ToHashSet(StringComparer.Ordinal);

        Assert.True(Tags.All.Count >= 40);
        Assert.Equal(Tags.All.Count, Tags.All.Select(tag => string.Join(' ', tag.Codes.Order(StringComparer.Ordinal))).Distinct().Count());
        Assert.All(Tags.All, tag =>
        {
            Assert.Matches("^[a-z-]+$", tag.Code);
            Assert.All(tag.Codes, code =>
            {
                Assert.True(Cpv.TryParse(code, out var cpv) && cpv.Code == code, code);
                Assert.Contains(CpvLabels.WithAncestors(cpv), own.Contains);
            });
        });

        if (Environment.GetEnvironmentVariable("CLUSTERTIC_DATA") is not { Length: > 0 } data) return;
        var published = CpvFile.Read(File.ReadAllBytes(Path.Combine(data, "cpv", "cpv-2008-fr-en.csv"))).Select(label => label.Code).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(9454, published.Count);
        Assert.Superset(own, published);
        Assert.All(Tags.All.SelectMany(tag => tag.Codes), code => Assert.Contains(code, published));
    }

    static List<CpvLabel> Read(string file) => CpvFile.Read(Encoding.UTF8.GetBytes(file));
}
