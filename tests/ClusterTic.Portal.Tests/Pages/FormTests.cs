using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using ClusterTic.Portal.Tests.Hosting;
using Microsoft.Playwright;

namespace ClusterTic.Portal.Tests.Pages;

/// <summary>Journeys through forms, with and without the script.</summary>
public sealed class FormTests(PortalFixture portal, Browser browser) : IClassFixture<PortalFixture>
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task Applying_registers_and_submits_under_one_key(bool script)
    {
        await using var context = await browser.OpenAsync(portal, script: script);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/fr/join");
        await page.GetByLabel("Nom officiel").FillAsync("Karité Data");
        await page.GetByLabel("Type d’organisation").SelectOptionAsync("startup");
        await page.GetByLabel("District").SelectOptionAsync("CI-AB");
        await page.GetByLabel("Site web").FillAsync("www.karite.example");
        await page.GetByLabel("Compétence 1").SelectOptionAsync("72230000");
        await page.GetByLabel("Niveau 1").SelectOptionAsync("4");
        await page.GetByLabel("Nom et prénom").FillAsync("Awa Exemple");
        await page.GetByLabel("Courriel").FillAsync("awa@exemple.example");
        var before = portal.Apis["membership"].Posts.Count;
        await page.GetByRole(AriaRole.Button, new() { Name = "Envoyer la demande" }).ClickAsync();
        await page.WaitForURLAsync($"**/fr/join/confirm?application={Samples.Id(4)}");
        await page.GetByLabel("Code reçu par courriel").FillAsync("XXXX-9999");
        await page.GetByRole(AriaRole.Button, new() { Name = "Déposer la demande" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Code reçu par courriel")).ToHaveAttributeAsync("aria-invalid", "true");
        Assert.Equal("XXXX-9999", await page.GetByLabel("Code reçu par courriel").InputValueAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Envoyer un autre code" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Un nouveau code est parti");
        await page.GetByLabel("Code reçu par courriel").FillAsync("ABCD-2345");
        await page.GetByRole(AriaRole.Button, new() { Name = "Déposer la demande" }).ClickAsync();
        await page.WaitForURLAsync("**/fr/join/done");

        var posts = portal.Apis["membership"].Posts.Skip(before).ToList();
        var root = $"/api/membership/v1/organisations/{Samples.Id(4)}";
        Assert.Equal(
            ["/api/membership/v1/organisations", root + "/confirm-email", root + "/confirmation-mails", root + "/confirm-email", root + "/submit"],
            posts.Select(post => post.Path));
        Assert.Equal(posts[3].Key, posts[4].Key);
        Assert.All(posts, post => Assert.StartsWith("fr", post.Language, StringComparison.Ordinal));
        using var sent = JsonDocument.Parse(posts[0].Body);
        Assert.Equal("https://www.karite.example", sent.RootElement.GetProperty("website").GetString());
        Assert.Equal(4, sent.RootElement.GetProperty("competences")[0].GetProperty("level").GetInt32());
    }

    [Fact]
    public async Task Figures_that_cannot_be_come_back_as_typed_and_good_ones_go_to_their_year()
    {
        await using var context = await browser.OpenAsync(portal, "manager");
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/fr/organisations/{Samples.Id(2)}");
        await page.GetByText("Saisir les chiffres d’une année…").ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Année", Exact = true }).FillAsync("2024");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Effectif permanent" }).FillAsync("douze");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Chiffre d’affaires" }).FillAsync("25 000 000");
        var save = page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).Last;
        await save.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Effectif permanent" })).ToHaveAttributeAsync("aria-invalid", "true");
        Assert.Equal("25 000 000", await page.GetByRole(AriaRole.Textbox, new() { Name = "Chiffre d’affaires" }).InputValueAsync());

        await page.GetByRole(AriaRole.Textbox, new() { Name = "Effectif permanent" }).FillAsync("1 200");
        await save.ClickAsync();
        await page.WaitForURLAsync("**?done=registration");

        await page.GetByText("Corriger l’immatriculation…").ClickAsync();
        await page.GetByLabel("Une grande entreprise détient").CheckAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Année de création" }).FillAsync("mille");
        await page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Année de création" })).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(page.GetByLabel("Une grande entreprise détient")).ToBeCheckedAsync();
    }

    [Fact]
    public async Task A_payment_without_its_reference_comes_back_as_typed_and_then_is_taken()
    {
        await using var context = await browser.OpenAsync(portal, "manager", script: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/fr/organisations/{Samples.Id(2)}/dues");
        await page.GetByLabel("Payé le").FillAsync("2021-03-05");
        await page.Locator("[id='f-payment-amount']").FillAsync("250 000");
        await page.GetByLabel("Moyen de paiement").SelectOptionAsync("transfer");
        var save = page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer le paiement" });
        await save.ClickAsync();
        await Assertions.Expect(page.GetByLabel("Référence")).ToHaveAttributeAsync("aria-invalid", "true");
        Assert.Equal("250 000", await page.Locator("[id='f-payment-amount']").InputValueAsync());
        await page.GetByLabel("Référence").FillAsync("VIR-7");
        await save.ClickAsync();
        await page.WaitForURLAsync("**/dues?done=payment");
        using var sent = JsonDocument.Parse(portal.Apis["membership"].Posts[^1].Body);
        Assert.Equal((250_000, "2021-03-05", "VIR-7"), (sent.RootElement.GetProperty("amount").GetInt64(), sent.RootElement.GetProperty("paidOn").GetString(), sent.RootElement.GetProperty("reference").GetString()));

        await page.GetByText("Annuler l’appel…").First.ClickAsync();
        await page.GetByLabel("Motif").First.SelectOptionAsync("waived");
        await page.GetByRole(AriaRole.Button, new() { Name = "Annuler l’appel" }).First.ClickAsync();
        await page.WaitForURLAsync("**/dues?done=cancel");
        Assert.Equal($"/api/membership/v1/dues/calls/{Samples.Id(52)}/cancel", portal.Apis["membership"].Posts[^1].Path);
    }

    [Fact]
    public async Task A_run_of_dues_is_shown_before_it_is_made()
    {
        await using var context = await browser.OpenAsync(portal, "manager", script: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/fr/dues");
        await page.GetByLabel("Début de la période").FillAsync("2026-01-01");
        await page.GetByLabel("Fin de la période").FillAsync("2026-12-31");
        await page.GetByLabel("Échéance", new() { Exact = true }).FillAsync("2026-03-31");
        await page.GetByRole(AriaRole.Button, new() { Name = "Voir l’aperçu" }).ClickAsync();
        await Assertions.Expect(page.GetByText("2 organisations seraient appelées")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Appeler ces cotisations" }).ClickAsync();
        await page.WaitForURLAsync("**/dues?done=run&called=2");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("2 cotisations sont appelées");

        await page.GetByText("Ajouter un barème…").ClickAsync();
        await page.Locator("[id='f-plan-amount']").FillAsync("150 000");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ajouter le barème" }).ClickAsync();
        await Assertions.Expect(page.Locator("[id='f-plan-from']")).ToHaveAttributeAsync("aria-invalid", "true");
    }

    [Fact]
    public async Task A_refused_application_comes_back_as_typed_with_the_error_at_its_field_and_the_summary_in_focus()
    {
        await using var context = await browser.OpenAsync(portal);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/fr/join");
        await page.GetByLabel("Nom officiel").FillAsync("Karité Data");
        await page.GetByLabel("Type d’organisation").SelectOptionAsync("startup");
        await page.GetByLabel("Nom et prénom").FillAsync("Awa Exemple");
        await page.GetByLabel("Courriel").FillAsync("pas une adresse");
        await page.GetByRole(AriaRole.Button, new() { Name = "Envoyer la demande" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
        Assert.Equal("Karité Data", await page.GetByLabel("Nom officiel").InputValueAsync());
        var field = page.GetByLabel("Courriel");
        Assert.Equal("true", await field.GetAttributeAsync("aria-invalid"));
        await page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link).ClickAsync();
        Assert.Contains("Adresse non valable.", await page.ContentAsync(), StringComparison.Ordinal);
        Assert.EndsWith("#" + await field.GetAttributeAsync("id"), page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_application_names_everything_that_is_missing_without_asking_the_service()
    {
        await using var context = await browser.OpenAsync(portal, language: "en");
        var page = await context.NewPageAsync();
        await page.GotoAsync("/en/join");
        var before = portal.Apis["membership"].Posts.Count;
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the application" }).ClickAsync();
        Assert.Equal(4, await page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link).CountAsync());
        Assert.Equal(before, portal.Apis["membership"].Posts.Count);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Registering_for_an_event_ends_on_its_page_with_a_confirmation(bool script)
    {
        await using var context = await browser.OpenAsync(portal, script: script);
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/fr/events/{Samples.Id(102)}");
        await page.GetByLabel("Nom et prénom").FillAsync("Awa Exemple");
        await page.GetByLabel("Courriel").FillAsync("awa@exemple.example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Réserver ma place" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Vous êtes inscrit");
        Assert.NotNull(portal.Apis["events"].Posts[^1].Key);
    }

    [Fact]
    public async Task A_full_event_says_so_in_the_services_own_words()
    {
        await using var context = await browser.OpenAsync(portal);
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/fr/events/{Samples.Id(102)}");
        await page.GetByLabel("Nom et prénom").FillAsync("Trop Tard");
        await page.GetByLabel("Courriel").FillAsync("tard@exemple.example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Réserver ma place" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("L’atelier est complet.");
    }

    [Fact]
    public async Task Admitting_sends_the_version_that_was_seen_and_the_category()
    {
        await using var context = await browser.OpenAsync(portal, "manager");
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/fr/organisations/{Samples.Id(1)}");
        await page.GetByLabel("Catégorie d’adhésion").SelectOptionAsync("founding-partner");
        await page.GetByRole(AriaRole.Button, new() { Name = "Admettre" }).ClickAsync();
        await page.WaitForURLAsync("**?done=approve");
        var post = portal.Apis["membership"].Posts[^1];
        Assert.EndsWith("/approve", post.Path, StringComparison.Ordinal);
        Assert.Equal("\"3\"", post.IfMatch);
        Assert.Contains("founding-partner", post.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suspending_says_why_and_the_checklist_and_notes_of_a_review_are_kept()
    {
        await using var context = await browser.OpenAsync(portal, "manager", script: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/fr/organisations/{Samples.Id(2)}");
        await page.GetByText("Suspendre…").ClickAsync();
        var form = page.Locator("form[action$='/suspend']");
        await form.GetByLabel("Motif").SelectOptionAsync("dues");
        await form.GetByLabel("Explication pour l’équipe").FillAsync("Deux rappels");
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await page.WaitForURLAsync("**?done=suspend");
        var post = portal.Apis["membership"].Posts[^1];
        Assert.Equal("\"3\"", post.IfMatch);
        using (var sent = JsonDocument.Parse(post.Body))
            Assert.Equal(("dues", "Deux rappels"), (sent.RootElement.GetProperty("reason").GetString(), sent.RootElement.GetProperty("note").GetString()));

        await page.GotoAsync($"/fr/organisations/{Samples.Id(1)}");
        Assert.True(await page.GetByLabel("Identité légale vérifiée").IsCheckedAsync());
        await page.GetByLabel("Activité dans le secteur").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer la liste" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("La liste de contrôle est enregistrée");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ajouter la note" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("La note est vide.");
        await page.GetByLabel("Nouvelle note").FillAsync("À rappeler");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ajouter la note" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("La note est ajoutée");
    }

    [Fact]
    public async Task The_history_speaks_the_readers_language()
    {
        await using var context = await browser.OpenAsync(portal, "manager");
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/fr/organisations/{Samples.Id(2)}/history");
        var text = await page.InnerTextAsync("main");
        foreach (var expected in new[] { "Organisation suspendue", "Yao Inventé", "Motif", "Cotisation impayée", "Compétence\u00A0: ", "5 – Référence", "Identité légale vérifiée, gone", "formulaire public", "effacé le", "somethingNew" })
            Assert.Contains(expected, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checking_in_and_the_decisions_on_parked_messages_go_through()
    {
        await using var context = await browser.OpenAsync(portal, "manager,operator", script: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/fr/events/{Samples.Id(101)}/registrations");
        await page.GetByRole(AriaRole.Button, new() { Name = "Pointer l’arrivée" }).First.ClickAsync();
        Assert.EndsWith("/check-in", portal.Apis["events"].Posts[^1].Path, StringComparison.Ordinal);

        await page.GotoAsync("/fr/operations/membership");
        await page.GetByRole(AriaRole.Button, new() { Name = "Rejouer", Exact = true }).First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Le message repart");
        await page.GetByText("Abandonner…").First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Abandonner", Exact = true }).First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Indiquez pourquoi");
        await page.GetByLabel("Raison de l’abandon").First.FillAsync("Doublon");
        await page.GetByRole(AriaRole.Button, new() { Name = "Abandonner", Exact = true }).First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("abandonné");
        Assert.Equal("{\"reason\":\"Doublon\"}", portal.Apis["membership"].Posts[^1].Body);
    }

    [Fact]
    public async Task A_form_without_its_antiforgery_token_is_refused()
    {
        using var client = portal.Client("manager");
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("category", "member")]);
        using var answer = await client.PostAsync(new Uri($"/fr/organisations/{Samples.Id(1)}/approve", UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_table_is_sent_and_a_row_decided_without_a_script()
    {
        await using var context = await browser.OpenAsync(portal, "manager", script: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/fr/imports");
        await page.GetByRole(AriaRole.Button, new() { Name = "Contrôler le fichier" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Choisissez un fichier.");

        await page.Locator("#f-file").SetInputFilesAsync(new FilePayload { Name = "membres.csv", MimeType = "text/csv", Buffer = "nom;ville\nA;B"u8.ToArray() });
        await page.GetByText("Lecture du fichier").ClickAsync();
        await page.GetByLabel("Séparateur").SelectOptionAsync("semicolon");
        await page.GetByRole(AriaRole.Button, new() { Name = "Contrôler le fichier" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex($"/fr/imports/{Samples.Id(2)}$"));
        await Assertions.Expect(page.GetByText("Cette région n’existe pas.")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Peut-être déjà là" }).ClickAsync();
        await page.GetByLabel("Décision pour la ligne 4").SelectOptionAsync(new SelectOptionValue { Label = "Mettre à jour Epsilon" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Décider", Exact = true }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("verdict=candidate$"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Reprendre les lignes bonnes ou décidées" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
    }
}
