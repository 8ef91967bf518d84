extern alias membership;

using System.Diagnostics;
using ClusterTic.Testing.Services;
using Npgsql;

namespace ClusterTic.Benchmarks;

/// <summary>
/// The directory's search with its facets over 100,000 members, 20 clients, each question another so that no answer is
/// kept ready, one in four misspelt; beside the one bare query for the page.
/// </summary>
static class SearchBenchmark
{
    const int Members = 100_000, Clients = 20, Questions = 100;

    public static Task RunAsync() => Bench.WithServersAsync(async servers =>
    {
        await using var service = await ServiceUnderTest<membership::Program>.StartAsync(servers, "membership", ("Telemetry:TraceRatio", "0.05"));
        await Crowd.SettleAsync(service.Place.Database.OwnerConnectionString, Members);
        using var anybody = service.Anonymous();
        await using var database = NpgsqlDataSource.Create(service.Place.Database.ConnectionString + ";Max Auto Prepare=20");

        // Connections (each loads the dictionaries once), plans, compiled queries.
        await TimeAsync(number => SearchAsync(anybody, number + 10_000));
        await TimeAsync(number => BareAsync(database, number + 10_000));
        var ours = await TimeAsync(number => SearchAsync(anybody, number + 20_000));
        var floor = await TimeAsync(number => BareAsync(database, number + 20_000));
        Figure.AtMost("search", ours.Percentile(0.99), "ms", floor.Percentile(0.99), 20);
    });

    static async Task<double[]> TimeAsync(Func<int, Task> ask)
    {
        var took = new double[Clients * Questions];
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(async () =>
        {
            for (var question = 0; question < Questions; question++)
            {
                var number = (client * Questions) + question;
                var watch = Stopwatch.StartNew();
                await ask(number);
                took[number] = watch.Elapsed.TotalMilliseconds;
            }
        })));
        return took;
    }

    static async Task SearchAsync(HttpClient client, int number)
    {
        var query = "q=" + Uri.EscapeDataString(Asked(number));
        using var page = await client.GetAsync("/api/membership/v1/directory?limit=20&" + query);
        using var facets = await client.GetAsync("/api/membership/v1/directory/facets?" + query);
        page.EnsureSuccessStatusCode();
        facets.EnsureSuccessStatusCode();
    }

    static async Task BareAsync(NpgsqlDataSource database, int number)
    {
        await using var command = database.CreateCommand(
            """
            select id, name, region, town from organisations
            where status = 'member' and words && array(select known_as($1, $3)) and words && array(select known_as($2, $3))
            order by sort_name, id limit 20
            """);
        foreach (var word in Asked(number).Split(' ')) command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Folded(word) });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = IsMisspelt(number) });
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
        }
    }

    /// <summary>Without accents; the words of the crowd have no others.</summary>
    static string Folded(string word) => word.Replace('é', 'e');

    static bool IsMisspelt(int number) => number % 4 == 0;

    static string Asked(int number)
    {
        var word = Crowd.Words[number % Crowd.Words.Length];
        return IsMisspelt(number) ? $"{word[..^3]}{word[^2]}{word[^3]}{word[^1]} {number}" : $"{word} {number}";
    }
}
