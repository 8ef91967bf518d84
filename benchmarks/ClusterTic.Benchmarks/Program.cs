using ClusterTic.Benchmarks;

// Each is measured beside its floor, in one run: name value unit floor ratio target ok|miss
Dictionary<string, Func<Task>> all = new(StringComparer.Ordinal)
{
    ["read"] = ReadBenchmark.RunAsync,
    ["import"] = ImportBenchmark.RunAsync,
    ["search"] = SearchBenchmark.RunAsync,
    ["duplicates"] = DuplicatesBenchmark.RunAsync,
    ["flow"] = FlowBenchmark.RunAsync,
    ["freshness"] = FreshnessBenchmark.RunAsync,
    ["startup"] = StartupBenchmark.RunAsync,
    ["pages"] = PagesBenchmark.RunAsync,
};
var asked = args.Length == 0 ? [.. all.Keys] : args;
if (asked.FirstOrDefault(name => !all.ContainsKey(name)) is { } unknown)
{
    await Console.Error.WriteLineAsync($"There is no benchmark {unknown}; there are {string.Join(", ", all.Keys)}.");
    return 2;
}

Environment.CurrentDirectory = AppContext.BaseDirectory; // where the services' content roots are looked up
foreach (var name in asked) await all[name]();
return Figure.Missed ? 1 : 0;
