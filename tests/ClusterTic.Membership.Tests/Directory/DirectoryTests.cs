using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace ClusterTic.Membership.Tests.Directory;

/// <summary>What the public finds, sees, and does not.</summary>
public sealed class DirectoryTests(MembershipFixture membership) : IClassFixture<MembershipFixture>
{
    const string Api = "/api/membership/v1";

    readonly HttpClient manager = membership.Service.As("manager");
    readonly HttpClient anybody = membership.Service.Anonymous();

    [Theory]
    [InlineData("reseau")]
    [InlineData("RÉSEAUX")]
    [InlineData("réseau industriel")] // « réseaux industriels »: another form of both words
    [InlineData("industry")] // "industries"
    [InlineData("éseau")] // inside a word
    public async Task Words_are_found_in_any_form_in_both_languages(string words)
    {
        var member = await MemberAsync($"Formes {Guid.CreateVersion7():N}", description: new("Nous bâtissons des réseaux industriels", "Networks for industries"));
        var page = await SearchAsync(words);
        Assert.Contains(page.Items, one => one.Id == member.Id);
        Assert.False(page.Near);
    }

    [Fact]
    public async Task Where_nobody_has_the_word_who_has_a_similar_one_is_shown_and_said_to_be_so()
    {
        var names = Enumerable.Range(1, 3).Select(number => $"Cybersentinelle {number}").ToArray();
        foreach (var name in names) await MemberAsync(name);
        var first = await SearchAsync("cybersentnielle", "&limit=2&count=true");
        Assert.True(first.Near);
        Assert.Equal(names[..2], first.Items.Select(one => one.Name));
        var second = await SearchAsync("cybersentnielle", $"&limit=2&after={first.Next}");
        Assert.Equal(names[2..], second.Items.Select(one => one.Name));
        Assert.True(second.Near);
        Assert.Null(second.Next);
        Assert.False((await SearchAsync("cybersentinelle")).Near);
        var nobody = await SearchAsync("zzzzqqqq");
        Assert.Empty(nobody.Items);
        Assert.False(nobody.Near);
    }

    [Fact]
    public async Task Each_facet_counts_what_its_other_choices_would_find()
    {
        var mark = $"facettes{Guid.CreateVersion7():N}";
        await MemberAsync($"{mark} un", region: "CI-AB", type: "company", competences: [("72200000", 3), ("72210000", 2), ("48000000", 1)]);
        await MemberAsync($"{mark} deux", region: "CI-AB", type: "startup", competences: [("72250000", 3)]);
        await MemberAsync($"{mark} trois", region: "CI-BS", type: "startup", competences: [("48000000", 3)]);

        var all = await FacetsAsync($"q={mark}");
        Assert.Equal([("CI-AB", 2), ("CI-BS", 1)], all["region"]);
        Assert.Equal([("startup", 2), ("company", 1)], all["type"]);
        Assert.Equal([("48000000", 2), ("72200000", 2)], all["competence"]); // two codes of one group are one member
        Assert.Equal([("member", 3)], all["category"]);

        var abidjan = await FacetsAsync($"q={mark}&region=CI-AB");
        Assert.Equal([("CI-AB", 2), ("CI-BS", 1)], abidjan["region"]);
        Assert.Equal([("company", 1), ("startup", 1)], abidjan["type"]);
        var both = await FacetsAsync($"q={mark}&region=CI-AB&type=startup");
        Assert.Equal([("CI-AB", 1), ("CI-BS", 1)], both["region"]);
        Assert.Equal([("72200000", 1)], both["competence"]);
        Assert.Equal(["deux"], (await SearchAsync(mark, "&region=CI-AB&type=startup")).Items.Select(one => one.Name.Split(' ')[1]));
    }

    [Fact]
    public async Task An_address_stays_good_when_the_name_changes_and_no_two_members_share_one()
    {
        var first = await MemberAsync("Éclat d’Abidjan & Fils");
        var second = await MemberAsync("Eclat d'Abidjan et fils", tradeName: "Éclat d’Abidjan – Fils");
        Assert.Equal("eclat-d-abidjan-fils", (await ShowAsync(first.Id.ToString())).Slug);
        Assert.Equal(second.Id, (await ShowAsync("eclat-d-abidjan-fils-2")).Id);

        await RenameAsync(first, "Nouvel Éclat");
        Assert.Equal("nouvel-eclat", (await ShowAsync("eclat-d-abidjan-fils")).Slug);
        Assert.Equal(first.Id, (await ShowAsync("nouvel-eclat")).Id);
        await RenameAsync(await DetailsAsync(first.Id), "Éclat d’Abidjan & Fils");
        Assert.Equal("eclat-d-abidjan-fils", (await ShowAsync("nouvel-eclat")).Slug); // its own again, not a third

        Assert.StartsWith("m-", (await ShowAsync((await MemberAsync("شركة 🚀")).Id.ToString())).Slug, StringComparison.Ordinal);
        Assert.StartsWith("m-", (await ShowAsync((await MemberAsync("Facets")).Id.ToString())).Slug, StringComparison.Ordinal);
        using var nobody = await anybody.GetAsync($"{Api}/directory/personne");
        Assert.Equal(HttpStatusCode.NotFound, nobody.StatusCode);
    }

    [Fact]
    public async Task Many_who_take_one_name_at_once_each_get_an_address()
    {
        var name = $"Homonyme {Guid.CreateVersion7():N}";
        var members = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => MemberAsync(name)));
        var slugs = await Task.WhenAll(members.Select(async one => (await ShowAsync(one.Id.ToString())).Slug));
        Assert.Equal(8, slugs.Distinct().Count());
        Assert.Equal(members.Select(one => one.Id), await Task.WhenAll(slugs.Select(async slug => (await ShowAsync(slug)).Id)));
    }

    [Fact]
    public async Task What_a_member_keeps_to_itself_is_neither_shown_nor_found_nor_counted()
    {
        const string name = "Discrétion assurée", word = "mystérieusement"; // unlike each other, since similar words are found
        var member = await MemberAsync(name, town: "Grand-Bassam", description: new($"Nous livrons {word}", $"Delivered {word}"), competences: [("72700000", 4)]);
        await ConfigureAsync(member, new PublicationRequest(["description", "competences", "website", "town"], " Contact@Discret.example ", "07 01 02 03 04"));

        var shown = await ShowAsync(member.Id.ToString());
        Assert.Equal((null, null, null), (shown.Description, shown.Website, shown.Town));
        Assert.Empty(shown.Competences);
        Assert.Equal(("contact@discret.example", "+2250701020304"), (shown.PublicEmail, shown.PublicPhone));
        Assert.Empty((await SearchAsync(word)).Items);
        Assert.DoesNotContain((await SearchAsync("", "&competence=72700000")).Items, one => one.Id == member.Id);
        Assert.Empty((await FacetsAsync("q=discretion"))["competence"]);
        Assert.Contains((await SearchAsync(name)).Items, one => one.Id == member.Id);

        await ConfigureAsync(await DetailsAsync(member.Id), new PublicationRequest([], null, null));
        Assert.NotNull((await ShowAsync(member.Id.ToString())).Description);
        Assert.Contains((await SearchAsync(word)).Items, one => one.Id == member.Id);
    }

    [Fact]
    public async Task An_unknown_field_or_a_number_that_is_none_changes_nothing()
    {
        var member = await MemberAsync($"Faux champs {Guid.CreateVersion7():N}");
        using var refused = await PutAsync(member, new PublicationRequest(["town", "name"], null, "123"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var text = await refused.Content.ReadAsStringAsync();
        Assert.Contains("hidden[1]", text, StringComparison.Ordinal);
        Assert.Contains("\"phone\"", text, StringComparison.Ordinal);
        Assert.Equal(member.Version, (await DetailsAsync(member.Id)).Version);
    }

    [Fact]
    public async Task A_card_holds_what_the_page_says_in_lines_that_every_address_book_reads()
    {
        var member = await MemberAsync("Carte, visite; & Cie", description: new(string.Concat(Enumerable.Repeat("Où l’été naît ", 12)), "One\nTwo"));
        await ConfigureAsync(member, new PublicationRequest([], "bonjour@carte.example", "+225 07 01 02 03 04"));
        using var answer = await anybody.GetAsync($"{Api}/directory/{member.Id}/vcard");
        Assert.Equal("text/vcard", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("carte-visite-cie.vcf", answer.Content.Headers.ContentDisposition!.FileName);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        var card = System.Text.Encoding.UTF8.GetString(bytes);
        Assert.All(card.Split("\r\n"), line => Assert.True(System.Text.Encoding.UTF8.GetByteCount(line) <= 75, line));
        var lines = card.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");
        Assert.Equal(["BEGIN:VCARD", "VERSION:4.0", "KIND:org"], lines[..3]);
        Assert.Contains(@"FN:Carte\, visite\; & Cie", lines);
        Assert.Contains("TEL;VALUE=uri:tel:+2250701020304", lines);
        Assert.Contains("EMAIL:bonjour@carte.example", lines);
        Assert.Contains(@"NOTE;LANGUAGE=en:One\nTwo", lines);
        Assert.Contains(lines, line => line.StartsWith("NOTE;LANGUAGE=fr:Où l’été naît Où", StringComparison.Ordinal));
        Assert.DoesNotContain(member.Contact!.Email, card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_leads_to_the_page()
    {
        var member = await MemberAsync($"Code {Guid.CreateVersion7():N}");
        using var answer = await anybody.GetAsync($"{Api}/directory/{member.Id}/qr");
        Assert.Equal("image/svg+xml", answer.Content.Headers.ContentType!.MediaType);
        var svg = System.Xml.Linq.XDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal("svg", svg.Root!.Name.LocalName);
        Assert.NotNull(svg.Root.Attribute("viewBox"));
        Assert.Contains(svg.Descendants(), one => one.Name.LocalName is "rect" or "path");
    }

    [Fact]
    public async Task The_addresses_of_all_members_are_listed_page_by_page_and_of_nobody_else()
    {
        var member = await MemberAsync($"Aaa liste {Guid.CreateVersion7():N}");
        var gone = await MemberAsync($"Aab partie {Guid.CreateVersion7():N}");
        using (var left = await manager.PostAsJsonAsync($"{Api}/organisations/{gone.Id}/withdraw", new WithdrawOrganisationRequest("closed"))) left.EnsureSuccessStatusCode();
        var slugs = new List<string>();
        for (string? after = null; ;)
        {
            var page = await anybody.GetFromJsonAsync<Page<string>>($"{Api}/directory/addresses?limit=3{(after is null ? "" : "&after=" + after)}");
            slugs.AddRange(page!.Items);
            if ((after = page.Next) is null) break;
        }

        Assert.Equal(slugs.Distinct().Count(), slugs.Count);
        Assert.Contains((await ShowAsync(member.Id.ToString())).Slug, slugs);
        Assert.DoesNotContain(slugs, slug => slug.StartsWith("aab-partie", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Visits_are_counted_by_day_and_country_and_only_under_the_present_address()
    {
        var member = await MemberAsync($"Vues {Guid.CreateVersion7():N}");
        var slug = (await ShowAsync(member.Id.ToString())).Slug;
        await Task.WhenAll(((string?[])["CI", "CI", "FR", null, "<script>"]).Select(async country => Assert.Equal(HttpStatusCode.NoContent, await CountAsync(slug, country))));
        Assert.Equal(HttpStatusCode.NotFound, await CountAsync(member.Id.ToString(), "CI"));
        Assert.Equal(HttpStatusCode.NotFound, await CountAsync("personne", "CI"));
        var views = await manager.GetFromJsonAsync<DirectoryViewsDetails>($"{Api}/organisations/{member.Id}/views?days=1");
        Assert.Equal(5, views!.Views);
        Assert.Equal([("", 2), ("CI", 2), ("FR", 1)], views.Countries.Select(one => (one.Code, one.Count)));

        async Task<HttpStatusCode> CountAsync(string address, string? country)
        {
            using var answer = await anybody.PostAsJsonAsync($"{Api}/directory/{address}/views", new CountViewRequest(country));
            return answer.StatusCode;
        }
    }

    async Task<OrganisationDetails> MemberAsync(
        string name, string region = "CI-AB", string type = "company", string? tradeName = null, string? town = "Abidjan", LocalText? description = null,
        params (string Code, int Level)[] competences)
    {
        var request = MembershipFixture.Request(name, competences) with { Region = region, Type = type, TradeName = tradeName, Town = town };
        if (description is not null) request = request with { Description = description };
        using var answer = await manager.PostAsJsonAsync($"{Api}/organisations", request);
        return await MembershipFixture.AdmitAsync(manager, (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<OrganisationDetails>())!);
    }

    async Task RenameAsync(OrganisationDetails member, string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{Api}/organisations/{member.Id}")
        {
            Content = JsonContent.Create(new ChangeProfileRequest(name, null, member.Type, member.Country, member.Region, member.Town, member.Website, member.Description, [])),
        };
        request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{member.Version}\""));
        using var answer = await manager.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    async Task ConfigureAsync(OrganisationDetails member, PublicationRequest wanted)
    {
        using var answer = await PutAsync(member, wanted);
        answer.EnsureSuccessStatusCode();
    }

    async Task<HttpResponseMessage> PutAsync(OrganisationDetails member, PublicationRequest wanted)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{Api}/organisations/{member.Id}/publication") { Content = JsonContent.Create(wanted) };
        request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{member.Version}\""));
        return await manager.SendAsync(request);
    }

    async Task<OrganisationDetails> DetailsAsync(Guid id) => (await manager.GetFromJsonAsync<OrganisationDetails>($"{Api}/organisations/{id}"))!;

    async Task<DirectoryEntry> ShowAsync(string address) => (await anybody.GetFromJsonAsync<DirectoryEntry>($"{Api}/directory/{address}"))!;

    async Task<DirectoryPage> SearchAsync(string words, string further = "") =>
        (await anybody.GetFromJsonAsync<DirectoryPage>($"{Api}/directory?q={Uri.EscapeDataString(words)}{further}"))!;

    async Task<Dictionary<string, (string, int)[]>> FacetsAsync(string query) =>
        (await anybody.GetFromJsonAsync<Facet[]>($"{Api}/directory/facets?{query}"))!
        .ToDictionary(facet => facet.Name, facet => facet.Values.Select(value => (value.Code, value.Count)).ToArray());
}
