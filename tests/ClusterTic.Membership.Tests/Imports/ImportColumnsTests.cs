using System.Net.Http.Json;
using System.Text;
using ClusterTic.Testing;

namespace ClusterTic.Membership.Tests.Imports;

public sealed class ImportColumnsTests(MembershipFixture membership) : IClassFixture<MembershipFixture>
{
    const string Imports = "/api/membership/v1/imports";
    const string Organisations = "/api/membership/v1/organisations";

    const string Header = "Raison sociale;Nom commercial;Type;Ville;Site web;Description;Description EN;Contact;Courriel;NCC;CNPS;Année de création;"
        + "Détenue par une grande entreprise;Secteur d'activité;Langues;Tranche de CA;Part de l'export;Numéro du label;Label expires;"
        + "Effectif 2023;Femmes 2023;Effectif (2024);Femmes 2024;Jeunes 2024;Chiffre d'affaires 2024 (FCFA);"
        + "Courriel public;Téléphone public;Champs masqués;Région ou district\n";

    readonly HttpClient manager = membership.Service.As("manager", "backdate");

    [Fact]
    public async Task All_that_a_profile_holds_goes_in_comes_out_and_goes_in_again()
    {
        var import = await ImportAsync(Header
            + "Complète Un;Complète;startup;Bouaké;complete.example;Une entreprise fictive;An invented company;Awa Exemple;awa@complete-un.example;7654321 B;CNPS 12;2015;"
            + "oui;Programmation, conseil et autres activités informatiques;Français et anglais;30 à 150 millions F CFA;35 %;LSN-007;31/12/2030;12;5;1 200;300;7;1 234 567 890 FCFA;"
            + "Bonjour@Complete.example;27 20 30 40 50;Taille, année de création;Région du Gbêkê\n");
        Assert.All(import.Columns, column => Assert.NotNull(column.Field));
        Assert.Equal("staff-2023 women-2023 staff-2024 women-2024 youth-2024 turnover-2024", string.Join(' ', import.Columns.Skip(19).Take(6).Select(column => column.Field)));
        var first = await OnlyAsync(import, "added");
        Assert.Equal(("7654321 B", "CNPS 12", 2015, true), (first.Registration!.Ncc, first.Registration.Cnps, first.Registration.FoundedIn, first.Registration.HeldByLargeFirm));
        Assert.Equal([new(2024, 1200, 300, 7, 1_234_567_890), new(2023, 12, 5, null, null)], first.Registration.Figures);
        Assert.Equal("not-independent", first.Registration.Size.Class);
        Assert.Equal(("62", "up-to-150m", 35, "LSN-007", new DateOnly(2030, 12, 31)), Plain(first.Activity!));
        Assert.Equal(["en", "fr"], first.Activity!.Languages);
        Assert.Equal(("Complète", "startup", "https://complete.example", "An invented company"), (first.TradeName, first.Type, first.Website, first.Description!.En));

        Assert.Equal(("bonjour@complete.example", "+2252720304050"), (first.Publication!.Email, first.Publication.Phone));
        Assert.Equal(["founded", "size"], first.Publication.Hidden);
        Assert.Equal("CI-VB", first.Region); // the district of the region

        // What was exported is somebody else under another name, alike in all the rest.
        foreach (var (format, name) in new[] { ("csv", "Recopiée"), ("xlsx", "Classeur bis") })
        {
            byte[] exported = format is "csv"
                ? Encoding.UTF8.GetBytes(Renamed(await manager.GetStringAsync($"{Organisations}/export"), name))
                : await RenamedWorkbookAsync(name);
            var again = await ImportAsync(exported, "goodRowsOnly=true");
            var copy = await FindAsync(name);
            Assert.Equal(first.Registration with { Ncc = null, Figures = [], Size = copy.Registration!.Size, Warnings = copy.Registration.Warnings }, copy.Registration with { Figures = [] });
            Assert.Equal(first.Registration.Figures, copy.Registration.Figures);
            Assert.Equal(Plain(first.Activity), Plain(copy.Activity!));
            Assert.Equal(first.Activity.Languages, copy.Activity!.Languages);
            Assert.Equal((first.Publication.Email, first.Publication.Phone), (copy.Publication!.Email, copy.Publication.Phone));
            Assert.Equal(first.Publication.Hidden, copy.Publication.Hidden);
            Assert.Equal((first.Type, first.Town, first.Website, first.Description), (copy.Type, copy.Town, copy.Website, copy.Description));
            Assert.Equal("staff-2024", again.Columns.Single(column => column.Title == "staff-2024").Field);
        }
    }

    [Fact]
    public async Task What_the_profile_would_refuse_is_refused_with_its_column_value_and_remedy()
    {
        var import = await ImportAsync(
            "nom;contact;email;secteur;langues;tranche de CA;export share;label expires;détenue par une grande entreprise;Effectif 2024;Femmes 2024;CA 2024;Effectif 2099;public email;standard;masqué\n"
            + "Refusée;Awa Exemple;awa@refusee.example;999;français, klingon;beaucoup;120;demain;peut-être;10;11;-5;3;personne;12;téléphone\n");
        var row = Assert.Single(await RowsAsync(import, "faulty"));
        Assert.Equal(
            [
                "export-share 120 number-range", "held-by-large-firm peut-être yes-or-no", "hidden téléphone unknown-public-field",
                "languages français, klingon language-not-two-letters", "public-email personne email-invalid", "public-phone 12 phone-invalid", "sector 999 unknown-isic-sector",
                "staff-2099 3 year-out-of-range", "startup-label-until demain date-unreadable", "turnover-2024 -5 number-range", "turnover-band beaucoup unknown-turnover-band",
                "women-2024 11 more-than-staff",
            ],
            row.Faults.Select(fault => $"{fault.Field} {fault.Value} {fault.Code}").Order(StringComparer.Ordinal));
        Assert.All(row.Faults, fault => Assert.DoesNotContain("{", fault.Remedy, StringComparison.Ordinal));
        Assert.Equal("Femmes 2024", row.Faults.Single(fault => fault.Field == "women-2024").Column);
    }

    [Fact]
    public async Task An_update_changes_what_its_row_says_and_leaves_the_rest_as_it_is()
    {
        var before = await OnlyAsync(await ImportAsync(Header
            + "Mise à jour;Marque;startup;Bouaké;maj.example;Une;One;Awa Exemple;awa@maj-un.example;7654322 B;12;2015;oui;62;fr;30 à 150 millions;35;LSN-1;31/12/2030;12;5;20;10;7;1000;a@maj.example;;ville;\n"), "added");
        var update = await ImportAsync("nom;contact;email;NCC;secteur;langues;Effectif 2024;Jeunes 2024;CA 2022;Téléphone public;Champs masqués\nMise à jour;Awa Exemple;awa@maj-un.example;7654322 B;;en;30;;500;2721304050;\",\"\n");
        await DecideAsync(update, "update");
        var after = await OnlyAsync(update, "updated");
        Assert.Equal(["en"], after.Activity!.Languages);
        Assert.Equal(Plain(before.Activity!), Plain(after.Activity));
        Assert.Equal((before.TradeName, "startup", before.Website, before.Town), (after.TradeName, after.Type, after.Website, after.Town));
        Assert.Equal((before.Registration!.Cnps, before.Registration.FoundedIn, true), (after.Registration!.Cnps, after.Registration.FoundedIn, after.Registration.HeldByLargeFirm));
        Assert.Equal([new(2024, 30, 10, 7, 1000), new(2023, 12, 5, null, null), new(2022, null, null, null, 500)], after.Registration.Figures);
        Assert.Equal(("a@maj.example", "+2252721304050"), (after.Publication!.Email, after.Publication.Phone));
        Assert.Equal(["town"], after.Publication.Hidden);
        Assert.Equal(before.Version + 1, after.Version); // one row, one change

        // Fewer people than the women who are known: right in itself, and no longer together.
        var broken = await ImportAsync("nom;contact;email;NCC;Effectif 2024\nMise à jour;Awa Exemple;awa@maj-un.example;7654322 B;8\n");
        await DecideAsync(broken, "update");
        Assert.Equal(["women-2024 more-than-staff"], Assert.Single(await RowsAsync(broken, "faulty")).Faults.Select(fault => $"{fault.Field} {fault.Code}"));
        Assert.Equal(after.Version, (await manager.GetFromJsonAsync<OrganisationDetails>($"{Organisations}/{after.Id}"))!.Version);
    }

    [Fact]
    public async Task A_title_without_a_year_is_said_by_the_user_and_asked_again_for_the_next_table()
    {
        const string text = "nom;contact;email;Effectif\nSans année;Awa Exemple;awa@sans-annee.example;9\n";
        var import = await ImportAsync(text, "dryRun=true");
        Assert.Null(import.Columns[3].Field);
        (await manager.PostAsJsonAsync($"{Imports}/{import.Id}/mapping", new MapColumnsRequest(["name", "contact-name", "contact-email", "staff-2024"]))).EnsureSuccessStatusCode();
        import = await EndedAsync(import);
        (await manager.PostAsJsonAsync($"{Imports}/{import.Id}/apply", new ApplyImportRequest())).EnsureSuccessStatusCode();
        Assert.Equal(new(2024, 9, null, null, null), Assert.Single((await OnlyAsync(await EndedAsync(import), "added")).Registration!.Figures));
        Assert.Null((await ImportAsync(text, "dryRun=true")).Columns[3].Field);
        using var unknown = await manager.PostAsJsonAsync($"{Imports}/{(await ImportAsync(text, "dryRun=true")).Id}/mapping", new MapColumnsRequest(["name", "contact-name", "contact-email", "robots-2024"]));
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, unknown.StatusCode);
    }

    static (string?, string?, int?, string?, DateOnly?) Plain(ActivityDetails one) => (one.Sector, one.TurnoverBand, one.ExportShare, one.StartupLabel, one.StartupLabelUntil);

    /// <summary>Without what would make it the same organisation.</summary>
    static string Renamed(string text, string name) => text
        .Replace("Complète Un", name, StringComparison.Ordinal).Replace("Complète", "", StringComparison.Ordinal)
        .Replace("awa@complete-un.example", $"a{name.Length}@gmail.com", StringComparison.Ordinal).Replace("7654321 B", "", StringComparison.Ordinal);

    async Task<byte[]> RenamedWorkbookAsync(string name)
    {
        using var exported = new MemoryStream(await manager.GetByteArrayAsync($"{Organisations}/export?format=xlsx"));
        return TableFileTests.Workbook([.. MiniExcelLibs.MiniExcel.Query(exported, useHeaderRow: true).Cast<IDictionary<string, object?>>()
            .Select(row => row.ToDictionary(cell => cell.Key, cell => cell.Value is string text ? Renamed(text, name) : cell.Value))]);
    }

    async Task<OrganisationDetails> FindAsync(string name)
    {
        var found = (await manager.GetFromJsonAsync<Page<OrganisationDetails>>($"{Organisations}?limit=200"))!.Items.Where(one => one.Name == name);
        return (await manager.GetFromJsonAsync<OrganisationDetails>($"{Organisations}/{Assert.Single(found).Id}"))!;
    }

    async Task<OrganisationDetails> OnlyAsync(ImportDetails import, string verdict)
    {
        var rows = await RowsAsync(import, null);
        Assert.True(rows is [{ OrganisationId: not null }] && rows[0].Verdict == verdict, System.Text.Json.JsonSerializer.Serialize(rows));
        return (await manager.GetFromJsonAsync<OrganisationDetails>($"{Organisations}/{rows[0].OrganisationId}"))!;
    }

    async Task DecideAsync(ImportDetails import, string decision)
    {
        (await manager.PostAsJsonAsync($"{Imports}/{import.Id}/rows/2/decision", new DecideRowRequest(decision))).EnsureSuccessStatusCode();
        (await manager.PostAsJsonAsync($"{Imports}/{import.Id}/apply", new ApplyImportRequest())).EnsureSuccessStatusCode();
        await EndedAsync(import);
    }

    Task<ImportDetails> ImportAsync(string text, string query = "") => ImportAsync(Encoding.UTF8.GetBytes(text), query);

    async Task<ImportDetails> ImportAsync(byte[] content, string query)
    {
        using var body = new ByteArrayContent(content);
        using var answer = await manager.PostAsync($"{Imports}?{query}", body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await EndedAsync((await answer.Content.ReadFromJsonAsync<ImportDetails>())!);
    }

    Task<ImportDetails> EndedAsync(ImportDetails import) => Eventually.GetAsync(
        async () => (await manager.GetFromJsonAsync<ImportDetails>($"{Imports}/{import.Id}"))!, one => one.Job.Status is "done" or "failed" or "cancelled", "the import to end");

    async Task<IReadOnlyList<ImportRowDetails>> RowsAsync(ImportDetails import, string? verdict) =>
        (await manager.GetFromJsonAsync<Page<ImportRowDetails>>($"{Imports}/{import.Id}/rows?limit=200{(verdict is null ? "" : "&verdict=" + verdict)}"))!.Items;
}
