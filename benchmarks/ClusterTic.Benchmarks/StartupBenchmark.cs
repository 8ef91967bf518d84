namespace ClusterTic.Benchmarks;

/// <summary>The whole stack healthy after the build, with its schemas already there, and what each service takes when idle.</summary>
static class StartupBenchmark
{
    public static async Task RunAsync()
    {
        var data = RunningSuite.MakeFolder();
        try
        {
            await using (await RunningSuite.StartAsync(data, "--no-demo"))
            {
                // the first start makes clusters, schemas and keys; the second one is what is measured
            }

            await using var suite = await RunningSuite.StartAsync(data, "--no-demo");
            Figure.AtMost("startup", suite.Took.TotalSeconds, "s", null, 15);
            foreach (var (service, megabytes) in RunningSuite.MemoryOf(data).OrderBy(one => one.Key, StringComparer.Ordinal))
                Figure.AtMost($"startup.memory.{service}", megabytes, "MB", null, 150);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }
}
