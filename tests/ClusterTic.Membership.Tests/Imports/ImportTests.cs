using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ClusterTic.Membership.Imports;
using ClusterTic.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClusterTic.Membership.Tests.Imports;

public sealed class ImportTests(MembershipFixture membership) : IClassFixture<MembershipFixture>
{
    const string Imports = "/api/membership/v1/imports";
    const string Organisations = "/api/membership/v1/organisations";
    const string Header = "Raison sociale;Ville;Région;Contact;Courriel;Téléphone;CPV;IDU;Catégorie;Membre depuis;Remarque\n";

    readonly HttpClient manager = membership.Service.As("manager", "backdate");

    [Fact]
    public async Task A_table_goes_in_with_its_members_their_history_and_by_the_titles_of_its_columns()
    {
        var text = Header
            + "Alpha Import;Bouaké;Vallée du Bandama;Awa Exemple;awa@alpha-import.example;07 01 02 03 04;72200000:4 48000000;CI-2019-7000001 A;member;2021-11-03;rien\n"
            + "🚀 Bêta Import;Abidjan;CI-AB;Koffi Exemple;koffi@beta-import.example;;;;;;\n";
        var import = await EndedAsync(await StartAsync(text));

        Assert.True(import.Stage == "done", JsonSerializer.Serialize(await RowsAsync(import, null)));
        Assert.Equal(("done", "csv", "utf-8", ";"), (import.Stage, import.Format, import.Encoding, import.Separator));
        Assert.Equal(["name", "town", "region", "contact-name", "contact-email", "contact-phone", "competences", "idu", "category", "member-since", null], import.Columns.Select(column => column.Field));
        Assert.Equal(new Dictionary<string, int> { ["added"] = 2 }, import.Counts);

        var rows = await RowsAsync(import, "added");
        var alpha = await manager.GetFromJsonAsync<OrganisationDetails>($"{Organisations}/{rows[0].OrganisationId}");
        Assert.Equal(("Alpha Import", "CI-VB", "member", "member", "CI-2019-7000001 A"), (alpha!.Name, alpha.Region, alpha.Status, alpha.Category, alpha.Registration!.Idu));
        Assert.Equal(new DateTimeOffset(2021, 11, 3, 0, 0, 0, TimeSpan.Zero), alpha.MemberSince);
        Assert.Equal(("awa@alpha-import.example", "+2250701020304"), (alpha.Contact!.Email, alpha.Contact.Phone));
        Assert.Equal([("48000000", 2), ("72200000", 4)], alpha.Competences.Select(one => (one.Code, one.Level)));
        var beta = await manager.GetFromJsonAsync<OrganisationDetails>($"{Organisations}/{rows[1].OrganisationId}");
        Assert.Equal(("🚀 Bêta Import", "registered"), (beta!.Name, beta.Status));

        // What went in by COPY has a history like any other, by whoever asked for the import, and is found in the directory.
        var history = await manager.GetFromJsonAsync<JsonElement>($"{Organisations}/{alpha.Id}/history?limit=200");
        var fields = history.GetProperty("items").EnumerateArray().ToList();
        Assert.Contains(fields, one => one.GetProperty("field").GetString() == "competences[72200000].level");
        Assert.All(fields, one => Assert.StartsWith("manager-backdate@", one.GetProperty("by").GetString(), StringComparison.Ordinal));
        var found = await manager.GetFromJsonAsync<Page<DirectoryEntry>>("/api/membership/v1/directory?q=alpha+import");
        Assert.Equal(alpha.Id, Assert.Single(found!.Items).Id);
        // …and can be changed like any other.
        (await manager.PostAsJsonAsync($"{Organisations}/{beta.Id}/submit", new StepRequest())).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task A_row_at_fault_holds_the_whole_table_and_comes_back_with_column_value_and_remedy()
    {
        var text = Header
            + "Gamma Tout;Abidjan;CI-AB;Awa Exemple;awa@gamma-tout.example;;;;;;\n"
            + "Delta Tout;Abidjan;Abidjn;;pas une adresse;12;999;;;31/31/2021;=HYPERLINK(1)\n";
        var import = await EndedAsync(await StartAsync(text));
        Assert.Equal("checked", import.Stage);
        Assert.Equal(new Dictionary<string, int> { ["good"] = 1, ["faulty"] = 1 }, import.Counts);
        var row = Assert.Single(await RowsAsync(import, "faulty"));
        Assert.Equal(3, row.Row);
        Assert.Equal(
            ["category ", "competences 999", "contact-email pas une adresse", "contact-name ", "contact-phone 12", "member-since 31/31/2021", "region Abidjn"],
            row.Faults.Select(fault => $"{fault.Field} {fault.Value}").Order(StringComparer.Ordinal));
        Assert.All(row.Faults, fault => Assert.NotEqual(fault.Code, fault.Remedy));
        Assert.Equal(0, await CountAsync("gamma tout"));

        // Not without saying that the rest stays behind.
        using var refused = await manager.PostAsJsonAsync($"{Imports}/{import.Id}/apply", new ApplyImportRequest());
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);

        // The error file holds the row as it was, harmless for a spreadsheet, and goes in once it is corrected.
        var errors = await manager.GetStringAsync($"{Imports}/{import.Id}/errors");
        Assert.Contains("'=HYPERLINK(1)", errors, StringComparison.Ordinal);
        Assert.Contains("Row 3, “Région”: “Abidjn”", errors, StringComparison.Ordinal);
        var corrected = errors.Replace("Abidjn;;pas une adresse;12;999;;;31/31/2021", "Abidjan;Awa Exemple;awa@delta-tout.example;;72200000;;;", StringComparison.Ordinal);
        var again = await EndedAsync(await StartAsync(corrected));
        Assert.Equal(new Dictionary<string, int> { ["added"] = 1 }, again.Counts);

        // And the good row of the first, since the user says so.
        await PostAsync($"{import.Id}/apply", new ApplyImportRequest(GoodRowsOnly: true));
        Assert.Equal(new Dictionary<string, int> { ["added"] = 1, ["faulty"] = 1 }, (await EndedAsync(import)).Counts);
        Assert.Equal(2, await CountAsync("tout"));
    }

    [Fact]
    public async Task Somebody_who_may_be_there_already_is_decided_row_by_row()
    {
        var first = await EndedAsync(await StartAsync(Header
            + "Société Epsilon SARL;Abidjan;CI-AB;Awa Exemple;awa@epsilon.example;0701020399;;CI-2019-7000010 A;;;\n"
            + "Zeta Double;Abidjan;CI-AB;Awa Exemple;zeta@gmail.com;;;CI-2019-7000011 A;;;\n"
            + "Eta Double;Abidjan;CI-AB;Awa Exemple;eta@gmail.com;;;CI-2019-7000012 A;;;\n"));
        Assert.Equal(3, first.Counts["added"]);

        var import = await EndedAsync(await StartAsync(Header
            + "Epsilon S.A.R.L;Man;CI-MG;Autre Exemple;autre@gmail.com;;;;;;\n" // no: S.A.R.L is three words
            + "EPSILON, SARL;Man;;Autre Exemple;autre@gmail.com;;72200000:5;;;;\n"
            + "Thêta;Man;CI-MG;Autre Exemple;autre@epsilon.example;;;;;;\n"
            + "Zeta Double;Man;CI-MG;Autre Exemple;autre@gmail.com;;;CI-2019-7000012 A;;;\n"
            + "Iota;Man;CI-MG;Autre Exemple;autre@gmail.com;;;;;;\n"
            + "Iota SA;Man;CI-MG;Autre Exemple;autre@gmail.com;;;;;;\n", "dryRun=true"));
        var open = (await RowsAsync(import, null)).ToDictionary(row => row.Row);
        Assert.Equal(["good", "candidate", "candidate", "candidate", "good", "repeated"], open.Values.Select(row => row.Verdict));
        Assert.Equal(["name"], Assert.Single(open[3].Candidates).Why);
        Assert.Equal(["domain"], Assert.Single(open[4].Candidates).Why);
        Assert.Equal((6, 0), (open[7].Candidates[0].Row, open[7].Candidates.Count - 1));
        Assert.Equal(2, open[5].Candidates.Count); // by name the one, by its number the other

        await PostAsync($"{import.Id}/rows/3/decision", new DecideRowRequest("update"));
        await PostAsync($"{import.Id}/rows/4/decision", new DecideRowRequest("add"));
        using (var unclear = await manager.PostAsJsonAsync($"{Imports}/{import.Id}/rows/5/decision", new DecideRowRequest("update")))
            Assert.Equal(HttpStatusCode.BadRequest, unclear.StatusCode);
        var eta = open[5].Candidates.Single(one => one.Why.Contains("idu")).Id;
        await PostAsync($"{import.Id}/rows/5/decision", new DecideRowRequest("update", eta));
        await PostAsync($"{import.Id}/decisions", new DecideRowsRequest("repeated", "skip"));
        Assert.Equal(4, (await GetAsync(import.Id)).Decided);
        await PostAsync($"{import.Id}/apply", new ApplyImportRequest());
        Assert.Equal(new Dictionary<string, int> { ["added"] = 3, ["updated"] = 2, ["skipped"] = 1 }, (await EndedAsync(import)).Counts);

        var epsilon = await manager.GetFromJsonAsync<OrganisationDetails>($"{Organisations}/{open[3].Candidates[0].Id}");
        Assert.Equal(("EPSILON, SARL", "Man", "CI-AB", "CI-2019-7000010 A", "awa@epsilon.example"), (epsilon!.Name, epsilon.Town, epsilon.Region, epsilon.Registration!.Idu, epsilon.Contact!.Email));
        Assert.Equal("72200000", Assert.Single(epsilon.Competences).Code);

        // Twice is once: nothing of it is taken in again.
        await PostAsync($"{import.Id}/apply", new ApplyImportRequest());
        Assert.Equal(new Dictionary<string, int> { ["added"] = 3, ["updated"] = 2, ["skipped"] = 1 }, (await EndedAsync(import)).Counts);
    }

    [Fact]
    public async Task A_row_that_fits_several_is_for_the_user_to_resolve()
    {
        await EndedAsync(await StartAsync(Header
            + "Kappa Un;Abidjan;CI-AB;Awa Exemple;un@kappa.example;;;;;;\n"
            + "Kappa Deux;Abidjan;CI-AB;Awa Exemple;deux@kappa.example;;;;;;\n", "goodRowsOnly=true"));
        await EndedAsync(await StartAsync(Header + "Kappa Deux;Abidjan;CI-AB;Awa Exemple;trois@kappa-deux.example;;;;;;\n"));
        var import = await EndedAsync(await StartAsync(Header + "Kappa Trois;Abidjan;CI-AB;Awa Exemple;quatre@kappa.example;;;;;;\n"));
        Assert.Equal("checked", import.Stage);
        var row = Assert.Single(await RowsAsync(import, null));
        Assert.Equal((row.Candidates.Count > 1 ? "several" : "candidate"), row.Verdict);
        using var bulk = await manager.PostAsJsonAsync($"{Imports}/{import.Id}/decisions", new DecideRowsRequest("several", "update"));
        Assert.Equal(HttpStatusCode.BadRequest, bulk.StatusCode);
    }

    [Fact]
    public async Task Columns_that_were_mapped_once_are_known_the_next_time()
    {
        const string text = "Intitulé bizarre;Chef;Adresse du chef\nLambda Colonnes;Awa Exemple;awa@lambda.example\n";
        var import = await EndedAsync(await StartAsync(text));
        Assert.Equal([null, null, null], import.Columns.Select(column => column.Field));
        Assert.Equal(1, import.Counts["faulty"]);
        await PostAsync($"{import.Id}/mapping", new MapColumnsRequest(["name", "contact-name", "contact-email"]));
        Assert.Equal(1, (await EndedAsync(import)).Counts["added"]);

        var next = await EndedAsync(await StartAsync(text.Replace("Lambda", "Mu", StringComparison.Ordinal).Replace("lambda", "mu", StringComparison.Ordinal)));
        Assert.Equal(["name", "contact-name", "contact-email"], next.Columns.Select(column => column.Field));
        Assert.Equal(1, next.Counts["added"]);
        using var twice = await manager.PostAsJsonAsync($"{Imports}/{next.Id}/mapping", new MapColumnsRequest(["name", "name", null]));
        Assert.Equal(HttpStatusCode.Conflict, twice.StatusCode); // its rows are in already
    }

    [Fact]
    public async Task A_workbook_goes_in_and_an_export_comes_out_that_goes_in_elsewhere()
    {
        var workbook = TableFileTests.Workbook([
            new() { ["name"] = "=Nu Classeur", ["Contact"] = "Awa Exemple", ["e-mail"] = "awa@nu.example", ["founded"] = 2015, ["competences"] = "72200000:3" },
        ]);
        var import = await EndedAsync(await StartAsync(workbook, "name=membres.xlsx"));
        Assert.Equal(("xlsx", "membres.xlsx", "done"), (import.Format, import.FileName, import.Stage));

        var csv = await manager.GetStringAsync($"{Organisations}/export");
        var lines = csv.Split("\r\n").Select(line => line.TrimStart('\uFEFF')).ToList();
        Assert.StartsWith("name,trade-name,type", lines[0], StringComparison.Ordinal);
        Assert.True(csv.Contains("\n'=Nu Classeur,", StringComparison.Ordinal), csv); // harmless for a spreadsheet
        var exported = await EndedAsync(await StartAsync(csv, "dryRun=true"));
        Assert.False(exported.Counts.ContainsKey("faulty"));
        Assert.All(exported.Columns.SkipLast(1), column => Assert.Equal(column.Title, column.Field));

        var xlsx = await manager.GetByteArrayAsync($"{Organisations}/export?format=xlsx");
        Assert.True(xlsx.AsSpan().StartsWith("PK"u8));
        Assert.Equal(exported.Rows, (await EndedAsync(await StartAsync(xlsx, "dryRun=true"))).Rows);
    }

    [Fact]
    public async Task A_file_that_is_too_large_or_no_table_changes_nothing()
    {
        var before = await ImportsAsync();
        foreach (var (content, status) in new (byte[], HttpStatusCode)[]
        {
            (new byte[50 * 1024 * 1024], HttpStatusCode.RequestEntityTooLarge), ([], HttpStatusCode.BadRequest), ("PK\u0003\u0004xx"u8.ToArray(), HttpStatusCode.BadRequest),
            (Encoding.UTF8.GetBytes("seulement;des;titres\n"), HttpStatusCode.BadRequest),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Imports) { Content = new ByteArrayContent(content) };
            request.Headers.ExpectContinue = true; // or the refusal meets a client that is still sending
            using var answer = await manager.SendAsync(request);
            Assert.Equal(status, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        }

        Assert.Equal(before, await ImportsAsync());
        using var foreign = await membership.Service.As("analyst").PostAsync(Imports, new StringContent(Header));
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
    }

    [Fact]
    public async Task Who_may_not_backdate_imports_no_dates()
    {
        var client = membership.Service.As("manager");
        using var answer = await client.PostAsync($"{Imports}?dryRun=true", new StringContent(Header + "Xi;;;Awa Exemple;awa@xi.example;;;;member;2020-01-01;\n"));
        var import = await answer.Content.ReadFromJsonAsync<ImportDetails>();
        Assert.Null(import!.Columns.Single(column => column.Title == "Membre depuis").Field);
        Assert.Equal("good", Assert.Single(await RowsAsync(await EndedAsync(import), null)).Verdict);
        using var refused = await client.PostAsJsonAsync($"{Imports}/{import.Id}/mapping", new MapColumnsRequest([null, null, null, null, null, null, null, null, null, "member-since", null]));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task A_large_import_can_be_cancelled_and_what_went_in_stays_and_is_said()
    {
        var text = Header + string.Concat(Enumerable.Range(0, 6000).Select(n => $"Annulée numéro {n};Abidjan;CI-AB;Awa Exemple;a{n}@gmail.com;;;;;;\n"));
        var import = await StartAsync(text);
        await Eventually.HoldsAsync(async () => (await GetAsync(import.Id)).Job.Done >= 1000, "the import to be at work");
        using var cancelled = await manager.PostAsJsonAsync($"{Imports}/{import.Id}/cancel", new { });
        Assert.True(cancelled.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict);
        import = await EndedAsync(import);
        if (cancelled.StatusCode is HttpStatusCode.OK && import.Job.Status == "cancelled")
        {
            // Cancelled at the border of a batch: all of a batch, or nothing.
            Assert.Equal(0, import.Counts.Values.Sum() % 1000);
            using var again = await manager.PostAsJsonAsync($"{Imports}/{import.Id}/cancel", new { });
            Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        }

        Assert.Equal(import.Counts.GetValueOrDefault("added"), await CountAsync("annulee numero"));
    }

    [Fact]
    public async Task After_a_month_nothing_of_a_file_is_left_but_its_figures()
    {
        var import = await EndedAsync(await StartAsync(Header + "Omicron;;;Awa Exemple;awa@omicron.example;;;;;;\nSans contact;;;;;;;;;;\n", "dryRun=true"));
        await using (var database = NpgsqlDataSource.Create(membership.Service.Place.Database.OwnerConnectionString))
        await using (var past = database.CreateCommand("update imports set created_at = created_at - interval '31 days' where id = $1"))
        {
            past.Parameters.AddWithValue(import.Id);
            await past.ExecuteNonQueryAsync();
        }

        await using (var scope = membership.Service.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<ForgetImports>().RunAsync(CancellationToken.None);
        Assert.Equal(import.Counts, (await GetAsync(import.Id)).Counts);
        Assert.All(await RowsAsync(import, null), row => Assert.Equal((null, 0), (row.Name, row.Faults.Count)));
        Assert.DoesNotContain("omicron", await manager.GetStringAsync($"{Imports}/{import.Id}/errors"), StringComparison.OrdinalIgnoreCase);
        using var refused = await manager.PostAsJsonAsync($"{Imports}/{import.Id}/apply", new ApplyImportRequest(GoodRowsOnly: true));
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
    }

    Task<ImportDetails> StartAsync(string text, string query = "") => StartAsync(Encoding.UTF8.GetBytes(text), query);

    async Task<ImportDetails> StartAsync(byte[] content, string query)
    {
        using var body = new ByteArrayContent(content);
        using var answer = await manager.PostAsync($"{Imports}?{query}", body);
        Assert.True(answer.StatusCode is HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<ImportDetails>())!;
    }

    Task<ImportDetails> EndedAsync(ImportDetails import) =>
        Eventually.GetAsync(() => GetAsync(import.Id), one => one.Job.Status is "done" or "failed" or "cancelled", $"the import {import.FileName} to end");

    async Task<ImportDetails> GetAsync(Guid id) => (await manager.GetFromJsonAsync<ImportDetails>($"{Imports}/{id}"))!;

    async Task<IReadOnlyList<ImportRowDetails>> RowsAsync(ImportDetails import, string? verdict) =>
        (await manager.GetFromJsonAsync<Page<ImportRowDetails>>($"{Imports}/{import.Id}/rows?limit=200{(verdict is null ? "" : "&verdict=" + verdict)}"))!.Items;

    async Task PostAsync(string path, object body)
    {
        using var answer = await manager.PostAsJsonAsync($"{Imports}/{path}", body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    async Task<int> CountAsync(string words)
    {
        await using var database = NpgsqlDataSource.Create(membership.Service.Place.Database.OwnerConnectionString);
        await using var command = database.CreateCommand("select count(*)::int from organisations where fold(name || ' ' || coalesce(trade_name, '')) like '%' || $1 || '%'");
        command.Parameters.AddWithValue(words);
        return (int)(await command.ExecuteScalarAsync())!;
    }

    async Task<int> ImportsAsync() => (await manager.GetFromJsonAsync<Page<ImportDetails>>($"{Imports}?limit=200"))!.Items.Count;
}
