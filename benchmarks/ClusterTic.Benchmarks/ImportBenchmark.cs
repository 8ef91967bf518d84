extern alias membership;

using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using ClusterTic.Membership;
using ClusterTic.Testing.Services;
using Npgsql;

namespace ClusterTic.Benchmarks;

/// <summary>
/// 20,000 organisations from a CSV file: sent, read, validated, looked up among those that are there, and applied with their
/// history and facts; beside the bulk COPY of the same names into a table with the same columns' indexes.
/// </summary>
static class ImportBenchmark
{
    const int Rows = 20_000;

    public static Task RunAsync() => Bench.WithServersAsync(async servers =>
    {
        await using var service = await ServiceUnderTest<membership::Program>.StartAsync(servers, "membership", ("Telemetry:TraceRatio", "0.05"));
        await using var broker = await Listeners.TakeAsync(service.Place.Broker, "clustertic.facts", "clustertic.people");
        using var manager = service.As("manager");
        await ImportAsync(manager, File(1, 5_000)); // connections, compiled queries, compiled code
        var watch = Stopwatch.StartNew();
        await ImportAsync(manager, File(10_000, Rows));
        var rate = Rows / watch.Elapsed.TotalSeconds;
        var floor = await FloorAsync(service.Place.Database.OwnerConnectionString);
        Figure.AtLeast("import", rate, "rows/s", floor, 5_000 / floor);
    });

    /// <summary>A word that many names have and one of its own.</summary>
    static string Name(int row)
    {
        string[] common = ["Services", "Technologies", "Ivoire", "Digital", "Conseil", "Solutions", "Réseaux"];
        string[] syllables = ["ba", "ko", "ssi", "ngue", "ta", "lou", "mé", "dro", "ya", "pi", "zan", "fer", "gbo", "ni", "ran", "wou", "tché", "sa", "lin", "qua"];
        var own = new StringBuilder();
        for (var left = row; own.Length < 6 || left > 0; left /= 20) own.Append(syllables[left % 20]);
        return $"{common[row % common.Length]} {char.ToUpperInvariant(own[0])}{own.ToString()[1..]}";
    }

    static byte[] File(int first, int rows)
    {
        var text = new StringBuilder("Raison sociale;Ville;Région;Contact;Courriel;Téléphone;CPV\n");
        for (var row = first; row < first + rows; row++)
            text.Append(CultureInfo.InvariantCulture, $"{Name(row)};Abidjan;CI-AB;Personne {row};p{row}@importee-{row}.example;07 {row / 10000 % 100:00} {row / 100 % 100:00} {row % 100:00} 11;72200000:3\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    static async Task ImportAsync(HttpClient manager, byte[] file)
    {
        const string imports = "/api/membership/v1/imports";
        using var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var sent = await manager.PostAsync(imports + "?name=mesure.csv", content);
        var import = (await sent.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<ImportDetails>())!;
        while (import.Stage is not ("done" or "checked" or "failed" or "cancelled" or "unmapped"))
        {
            await Task.Delay(500); // as often as a page that looks after it would
            import = (await manager.GetFromJsonAsync<ImportDetails>($"{imports}/{import.Id}"))!;
        }

        if (import.Stage != "done") throw new InvalidOperationException($"The import ended as {import.Stage}: {string.Join(", ", import.Counts)}.");
    }

    static async Task<double> FloorAsync(string connection)
    {
        await using var database = NpgsqlDataSource.Create(connection);
        await using var opened = await database.OpenConnectionAsync();
        await using (var make = new NpgsqlCommand("create table floor_rows (id uuid primary key, name text, town text, region text, contact text, email text unique, phone text, cpv text)", opened))
            await make.ExecuteNonQueryAsync();
        var watch = Stopwatch.StartNew();
        await using (var copy = await opened.BeginBinaryImportAsync("copy floor_rows from stdin (format binary)"))
        {
            for (var row = 0; row < Rows; row++)
            {
                await copy.StartRowAsync();
                await copy.WriteAsync(Guid.CreateVersion7());
                foreach (var cell in (string[])[Name(row), "Abidjan", "CI-AB", $"Personne {row}", $"p{row}@importee-{row}.example", "+2250700000011", "72200000:3"])
                    await copy.WriteAsync(cell);
            }

            await copy.CompleteAsync();
        }

        return Rows / watch.Elapsed.TotalSeconds;
    }
}
