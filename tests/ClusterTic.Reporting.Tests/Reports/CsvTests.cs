using System.Net.Http.Headers;
using System.Text;

namespace ClusterTic.Reporting.Tests.Reports;

public sealed class CsvTests(SmallCluster cluster) : IClassFixture<SmallCluster>
{
    [Theory]
    [InlineData("fr", ';', "Organisation")]
    [InlineData("en", ',', "Organisation")]
    public async Task Spreadsheets_open_it_right(string language, char separator, string heading)
    {
        var (bytes, text) = await GetAsync("organisation-activity?format=csv", language);

        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(5, lines.Length);
        Assert.Equal(heading, lines[0].Split(separator)[1]);
        Assert.Contains($"{cluster.Founder}{separator}'=Première{separator}", text, StringComparison.Ordinal);
        Assert.Contains("\"Université, \"\"de\"\" test\"", text, StringComparison.Ordinal);
        Assert.All(lines, line => Assert.EndsWith(line == lines[0] ? (language == "fr" ? "Faits en attente" : "Facts waiting") : "0", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_withheld_says_so_and_numbers_stay_machine_readable()
    {
        var (_, activity) = await GetAsync("organisation-activity?format=csv", "fr");
        Assert.Contains("confidentiel", activity, StringComparison.Ordinal);

        var (_, overview) = await GetAsync("cluster-overview?format=csv", "fr");
        Assert.Contains(";58.3;21;36;", overview, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accept_chooses_the_form()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/reporting/v1/reports/cluster-overview");
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse("text/csv"));
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse("*/*;q=0.1"));
        var answer = await cluster.Reporting.Analyst.SendAsync(request);

        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("cluster-overview_", answer.Content.Headers.ContentDisposition!.FileNameStar, StringComparison.Ordinal);

        using var any = new HttpRequestMessage(HttpMethod.Get, "/api/reporting/v1/reports/cluster-overview");
        any.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse("*/*"));
        Assert.Equal("application/json", (await cluster.Reporting.Analyst.SendAsync(any)).Content.Headers.ContentType!.MediaType);
    }

    async Task<(byte[] Bytes, string Text)> GetAsync(string path, string language)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/reporting/v1/reports/{path}");
        request.Headers.AcceptLanguage.ParseAdd(language);
        var client = cluster.Reporting.Analyst;
        client.DefaultRequestHeaders.AcceptLanguage.Clear();
        var bytes = await (await client.SendAsync(request)).EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
        return (bytes, Encoding.UTF8.GetString(bytes));
    }
}
