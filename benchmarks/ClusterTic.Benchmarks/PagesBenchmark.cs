using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace ClusterTic.Benchmarks;

/// <summary>What a first visit weighs (page, style, script, icons; compressed) and how long the server takes, with the demo loaded.</summary>
static partial class PagesBenchmark
{
    static readonly string[] Pages = ["/fr/directory", "/en/events", "/fr/"];

    public static async Task RunAsync()
    {
        var data = RunningSuite.MakeFolder();
        try
        {
            await using var suite = await RunningSuite.StartAsync(data);
            var origin = new Uri(RunningSuite.Demo(data).GetProperty("portal").GetString()!);
            using var client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = origin };
            client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br, gzip");
            using var reader = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All }) { BaseAddress = origin };
            foreach (var page in Pages)
            {
                var html = await reader.GetStringAsync(page);
                var parts = Part().Matches(html).Select(match => match.Groups["address"].Value.Split('#')[0]).Where(part => part.Length > 0).Distinct();
                var bytes = (await client.GetByteArrayAsync(page)).Length;
                foreach (var part in parts) bytes += (await client.GetByteArrayAsync(part)).Length;
                Figure.AtMost($"pages.weight{page}", bytes / 1024.0, "KB", null, 50);

                for (var warm = 0; warm < 300; warm++) await reader.GetByteArrayAsync(page);
                var times = new List<double>();
                for (var visit = 0; visit < 300; visit++)
                {
                    var start = Stopwatch.GetTimestamp();
                    await reader.GetByteArrayAsync(page);
                    times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }

                Figure.AtMost($"pages.p99{page}", times.Percentile(0.99), "ms", null, 50);
            }
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [GeneratedRegex("""(?:<link[^>]+rel="(?:stylesheet|icon)"[^>]+href|<script[^>]+src|<use[^>]+href|<img[^>]+src)="(?<address>/[^"]+)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Part();
}
