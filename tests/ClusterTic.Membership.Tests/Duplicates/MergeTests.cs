using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ClusterTic.Membership.Competences;
using ClusterTic.Membership.Duplicates;
using ClusterTic.Membership.Tests.Catalogue;
using ClusterTic.Membership.Tests.People;
using ClusterTic.Membership.Tests.Pictures;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClusterTic.Membership.Tests.Duplicates;

public sealed class MergeTests(PeopleFixture membership) : IClassFixture<PeopleFixture>
{
    static readonly DateOnly Today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    [Fact]
    public async Task A_merge_takes_everything_along_and_everybody_is_told()
    {
        var kept = await membership.MemberAsync("Fusion Gardée");
        var other = await FurnishedAsync("Fusion Absorbée");
        var preview = await PreviewAsync(kept.Id, other.Id);
        Assert.Null(preview.Obstacle);
        Assert.Equal((1, 1, 1, 1, 1, 1, 1, 1), Counts(preview.Moves));
        var fields = preview.Fields.ToDictionary(field => field.Field);
        Assert.False(fields["name"].Suggested);
        Assert.True(fields["idu"].Suggested);
        Assert.Equal("CI-2019-7654321 B", fields["idu"].Absorbed[0].GetString());
        Assert.DoesNotContain("type", fields.Keys); // they do not differ

        var merge = await membership.PostAsync<MergeDetails>($"organisations/{kept.Id}/merge", new MergeRequest(other.Id, other.Version, ["idu", "tradeName"]));
        Assert.Equal(("tradeName idu", (1, 1, 1, 1, 1, 1, 1, 1)), (string.Join(' ', merge.Fields), Counts(merge.Moved)));
        Assert.Equal(merge.At.AddDays(30), merge.UndoUntil);

        var now = await ShowAsync(kept.Id);
        Assert.Equal(("Fusion Gardée", "Commerce", "CI-2019-7654321 B", kept.Contact!.PersonId), (now.Name, now.TradeName, now.Registration!.Idu, now.Contact!.PersonId));
        Assert.Equal(["72000000"], now.Competences.Select(one => one.Code));
        Assert.Equal("Réseau du port", Assert.Single(now.Competences[0].Evidences).Title);
        Assert.Equal([2024], now.Registration.Figures.Select(one => one.Year));
        Assert.Equal(2, (await membership.ContactsAsync(kept.Id)).Count);
        Assert.Equal(kept.Contact.PersonId, Assert.Single(await membership.ContactsAsync(kept.Id), one => one.IsMain).PersonId);
        Assert.Single((await membership.GetAsync<Page<ReviewNoteDetails>>($"organisations/{kept.Id}/notes")).Items);
        Assert.Single((await membership.GetAsync<Page<InteractionDetails>>($"organisations/{kept.Id}/interactions")).Items);
        Assert.Single((await membership.GetAsync<Page<OfferDetails>>($"organisations/{kept.Id}/offers")).Items);
        Assert.Contains(await MandatesAsync(), mandate => mandate.OrganisationId == kept.Id);
        // Whoever was invited to act for either acts for the one.
        Assert.Equal(
            new[] { kept.Contact.PersonId, other.Contact!.PersonId }.Order(),
            (await membership.GetAsync<Page<RepresentativeDetails>>($"organisations/{kept.Id}/representatives")).Items.Select(one => one.PersonId).Order());

        var ended = await ShowAsync(other.Id);
        Assert.Equal(("merged", kept.Id), (ended.Status, ended.MergedInto));
        // Every address that it ever had leads to the one that goes on.
        Assert.Equal(kept.Id, (await membership.GetAsync<DirectoryEntry>("directory/" + other.Publication!.Slug)).Id);
        Assert.Equal(kept.Id, (await membership.GetAsync<DirectoryEntry>("directory/" + other.Id)).Id);
        Assert.Equal("merged-cannot-be-changed", await membership.BrokenByPutAsync($"organisations/{other.Id}/registration", ended.Version, new RegistrationRequest(null, null, null, null, null, false)));
        Assert.Equal("ended-cannot-be-withdrawn", await membership.BrokenByPostAsync($"organisations/{other.Id}/withdraw", new WithdrawOrganisationRequest("other")));

        Assert.Equal((kept.Id.ToString(), "merged"), await LastToldAsync(other.Id, "membership.organisation.merged"));
        Assert.Equal((null, "member"), await LastToldAsync(kept.Id, "membership.organisation.absorbed"));
        Assert.Equal(kept.Id.ToString(), await ToldOrganisationAsync("membership.offer.changed", "offer"));
        Assert.Equal(kept.Id.ToString(), await ToldOrganisationAsync("membership.interaction.changed", "interaction"));
        Assert.Contains("idu", (await membership.GetAsync<Page<FieldChange>>($"organisations/{kept.Id}/history?limit=50")).Items.Select(change => change.Field));
        Assert.Equal(merge.Id, Assert.Single((await membership.GetAsync<Page<MergeDetails>>($"merges?organisation={other.Id}")).Items).Id);
    }

    [Fact]
    public async Task Undone_both_are_what_they_were_but_for_what_was_changed_since()
    {
        var kept = await membership.MemberAsync("Retour Gardée");
        var other = await FurnishedAsync("Retour Absorbée");
        var before = await AllOfAsync(other.Id);
        var merge = await membership.PostAsync<MergeDetails>($"organisations/{kept.Id}/merge", new MergeRequest(other.Id, Take: ["name", "idu", "contact", "foundedIn"]));
        var merged = await ShowAsync(kept.Id);
        Assert.Equal(("Retour Absorbée", other.Contact!.PersonId), (merged.Name, merged.Contact!.PersonId));
        Assert.Equal(other.Contact.PersonId, Assert.Single(await membership.ContactsAsync(kept.Id), one => one.IsMain).PersonId);
        // Somebody corrects the IDU meanwhile: that stays.
        await membership.PutAsync<OrganisationDetails>($"organisations/{kept.Id}/registration", merged.Version, new RegistrationRequest("CI-2020-0000001 C", null, null, null, 1999, false));

        await membership.PostAsync<MergeDetails>($"merges/{merge.Id}/undo", new { });
        var now = await ShowAsync(kept.Id);
        Assert.Equal(("Retour Gardée", "CI-2020-0000001 C", kept.Contact!.PersonId), (now.Name, now.Registration!.Idu, now.Contact!.PersonId));
        Assert.Equal((0, 0, 1), (now.Competences.Count, now.Registration.Figures.Count, (await membership.ContactsAsync(kept.Id)).Count));
        Assert.Equal(before, await AllOfAsync(other.Id));
        Assert.Equal(other.Id, (await membership.GetAsync<DirectoryEntry>("directory/" + other.Publication!.Slug)).Id);
        Assert.Equal((null, "member"), await LastToldAsync(other.Id, "membership.organisation.separated"));
        Assert.Equal((null, "member"), await LastToldAsync(kept.Id, "membership.organisation.released"));
        Assert.Equal("merge-undone-already", await membership.BrokenByPostAsync($"merges/{merge.Id}/undo", new { }));

        // And it can be done again.
        await membership.PostAsync<MergeDetails>($"organisations/{kept.Id}/merge", new MergeRequest(other.Id));
    }

    [Fact]
    public Task Whatever_was_taken_a_merge_and_its_undoing_leave_everything_as_it_was() =>
        Gen.Int[0, (1 << MergeFields.All.Length) - 1].SampleAsync(
            async chosen =>
            {
                var (kept, other) = (await FurnishedAsync("Aller"), await FurnishedAsync("Retour"));
                var (mine, theirs) = (await AllOfAsync(kept.Id), await AllOfAsync(other.Id));
                var take = MergeFields.All.Where((_, at) => (chosen & (1 << at)) != 0).Select(field => field.Code).ToList();
                var merge = await membership.PostAsync<MergeDetails>($"organisations/{kept.Id}/merge", new MergeRequest(other.Id, Take: take));
                await membership.PostAsync<MergeDetails>($"merges/{merge.Id}/undo", new { });
                Assert.Equal(mine, await AllOfAsync(kept.Id));
                Assert.Equal(theirs, await AllOfAsync(other.Id));
            },
            iter: 5, threads: 1);

    [Fact]
    public async Task What_was_merged_before_goes_along_and_comes_back_in_the_order_of_undoing()
    {
        var (first, second, third) = (await membership.MemberAsync("Chaîne A"), await membership.MemberAsync("Chaîne B"), await membership.MemberAsync("Chaîne C"));
        var early = await membership.PostAsync<MergeDetails>($"organisations/{second.Id}/merge", new MergeRequest(first.Id));
        var late = await membership.PostAsync<MergeDetails>($"organisations/{third.Id}/merge", new MergeRequest(second.Id));
        Assert.Equal([third.Id, third.Id], [(await ShowAsync(first.Id)).MergedInto!.Value, (await ShowAsync(second.Id)).MergedInto!.Value]);
        Assert.Equal("merge-undo-the-later-one-first", await membership.BrokenByPostAsync($"merges/{early.Id}/undo", new { }));
        await membership.PostAsync<MergeDetails>($"merges/{late.Id}/undo", new { });
        Assert.Equal((second.Id, null), ((await ShowAsync(first.Id)).MergedInto, (await ShowAsync(second.Id)).MergedInto));
        await membership.PostAsync<MergeDetails>($"merges/{early.Id}/undo", new { });
        Assert.All(await Task.WhenAll(new[] { first, second, third }.Select(one => ShowAsync(one.Id))), one => Assert.Equal(("member", null), (one.Status, one.MergedInto)));
    }

    [Fact]
    public async Task What_cannot_be_merged_says_why_and_changes_nothing()
    {
        var (member, applicant) = (await membership.MemberAsync("Refus Membre"), await membership.RegisterAsync("Refus Candidate"));
        Assert.Equal("merge-keep-the-member", await RefusedAsync(applicant.Id, member.Id));
        Assert.Equal("merge-keep-the-member", (await PreviewAsync(applicant.Id, member.Id)).Obstacle);
        Assert.Equal("merge-same-organisation", await RefusedAsync(member.Id, member.Id));

        var owing = await membership.MemberAsync("Refus Débitrice");
        await membership.PostAsync<DuesCallDetails>($"organisations/{owing.Id}/dues/calls", new CallForDuesRequest(
            new DateOnly(Today.Year, 1, 1), new DateOnly(Today.Year, 12, 31), Today.AddDays(30), 50_000, "Convenu"));
        Assert.Equal("merge-open-dues", await RefusedAsync(member.Id, owing.Id));
        Assert.Equal("merge-open-dues", (await PreviewAsync(member.Id, owing.Id)).Obstacle);

        var gone = await membership.RegisterAsync("Refus Partie");
        await membership.PostAsync<OrganisationDetails>($"organisations/{gone.Id}/withdraw", new WithdrawOrganisationRequest("other"));
        Assert.Equal("withdrawn-cannot-be-changed", await RefusedAsync(member.Id, gone.Id));
        Assert.Equal("merge-ended", (await PreviewAsync(member.Id, gone.Id)).Obstacle);

        var fresh = await membership.RegisterAsync("Refus Neuve");
        foreach (var (request, field) in new[] { (new MergeRequest(fresh.Id, Take: ["color"]), "take"), (new MergeRequest(Guid.CreateVersion7()), "absorb"), (new MergeRequest(null), "absorb") })
        {
            using var wrong = await membership.Manager.PostAsJsonAsync($"{PeopleFixture.Api}/organisations/{member.Id}/merge", request);
            Assert.Equal(field, await PeopleFixture.FaultAsync(wrong));
        }

        using var stale = await membership.Manager.PostAsJsonAsync($"{PeopleFixture.Api}/organisations/{member.Id}/merge", new MergeRequest(fresh.Id, fresh.Version + 1));
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Equal("registered", (await ShowAsync(fresh.Id)).Status);
        Assert.Empty((await membership.GetAsync<Page<MergeDetails>>($"merges?organisation={member.Id}")).Items);
    }

    [Fact]
    public async Task After_thirty_days_a_merge_stands_and_what_gave_way_is_forgotten()
    {
        var (kept, other) = (await FurnishedAsync("Durée Gardée"), await FurnishedAsync("Durée Absorbée"));
        var merge = await membership.PostAsync<MergeDetails>($"organisations/{kept.Id}/merge", new MergeRequest(other.Id, Take: ["name", "logo"]));
        await ForgetAsync();
        Assert.Equal((2, true), await KeptOfAsync(merge.Id, kept.Logo!.Value));
        await using var age = membership.Service.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            "update organisation_merges set at = at - interval '30 days 1 minute' where id = $1");
        age.Parameters.AddWithValue(merge.Id);
        await age.ExecuteNonQueryAsync();
        Assert.Equal("merge-too-late-to-undo", await membership.BrokenByPostAsync($"merges/{merge.Id}/undo", new { }));
        Assert.Equal("merged", (await ShowAsync(other.Id)).Status);

        await ForgetAsync();
        Assert.Equal((0, false), await KeptOfAsync(merge.Id, kept.Logo.Value));
        Assert.Equal(["name", "logo"], Assert.Single((await membership.GetAsync<Page<MergeDetails>>($"merges?organisation={kept.Id}")).Items).Fields);
        using var logo = await membership.Manager.GetAsync($"{PeopleFixture.Api}/organisations/{kept.Id}/logo");
        Assert.Equal(HttpStatusCode.OK, logo.StatusCode); // the one that it took
    }

    async Task ForgetAsync()
    {
        await using var scope = membership.Service.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<ForgetMerges>(scope.ServiceProvider).RunAsync(CancellationToken.None);
    }

    /// <summary>How many values that gave way are still there, and whether the file is.</summary>
    async Task<(long Values, bool File)> KeptOfAsync(Guid merge, Guid file)
    {
        await using var command = membership.Service.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            "select (select count(*) from organisation_merges, jsonb_array_elements(fields) field where id = $1 and field ? 'was'), exists (select from files where id = $2)");
        command.Parameters.AddWithValue(merge);
        command.Parameters.AddWithValue(file);
        await using var row = await command.ExecuteReaderAsync();
        Assert.True(await row.ReadAsync());
        return (row.GetInt64(0), row.GetBoolean(1));
    }

    [Fact]
    public async Task What_runs_out_after_a_merge_runs_out_for_the_one_that_goes_on_alone()
    {
        var (kept, other) = (await membership.MemberAsync("Échéance Gardée"), await FurnishedAsync("Échéance Absorbée"));
        await membership.PostAsync<MergeDetails>($"organisations/{kept.Id}/merge", new MergeRequest(other.Id));
        await using var expire = membership.Service.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            "update competence_evidences set kind = 'certificate', valid_until = $3 where organisation_id = any (array[$1, $2])");
        expire.Parameters.AddWithValue(kept.Id);
        expire.Parameters.AddWithValue(other.Id);
        expire.Parameters.AddWithValue(Today.AddDays(-1));
        Assert.Equal(2, await expire.ExecuteNonQueryAsync());

        await using var scope = membership.Service.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RemindOfExpiry>().RunAsync(scope.ServiceProvider.GetRequiredService<MembershipDb>(), Today, CancellationToken.None);
        Assert.Equal((true, false), (Lapsed(await ShowAsync(kept.Id)), Lapsed(await ShowAsync(other.Id))));

        static bool Lapsed(OrganisationDetails one) => Assert.Single(Assert.Single(one.Competences).Evidences).Lapsed;
    }

    /// <summary>A member with one of everything that can go along.</summary>
    async Task<OrganisationDetails> FurnishedAsync(string name)
    {
        var one = await membership.MemberAsync(name);
        var path = $"organisations/{one.Id}";
        one = await membership.PutAsync<OrganisationDetails>(path, one.Version, new ChangeProfileRequest(
            name, "Commerce", "company", "CI", "CI-YM", "Yamoussoukro", "https://autre.example", new("Autre", null), [new CompetenceRequest("72000000", 3)]));
        one = await membership.PutAsync<OrganisationDetails>($"{path}/registration", one.Version, new RegistrationRequest("CI-2019-7654321 B", "CI-ABJ-2016-B-12345", null, null, 2019, false));
        one = await membership.PutAsync<OrganisationDetails>($"{path}/figures/2024", one.Version, new YearFiguresRequest(12, 5, 6, 40_000_000));
        one = await membership.PostAsync<OrganisationDetails>($"{path}/competences/72000000/evidences", new AddEvidenceRequest("reference-project", "Réseau du port", "Client", true, 2020, Country: "CI"));
        await membership.PostAsync<ReviewNoteDetails>($"{path}/notes", new AddReviewNoteRequest("À rappeler"));
        await membership.PostAsync<CharterSignatureDetails>($"{path}/charter", new SignCharterRequest("1", Today, one.Contact!.PersonId));
        await membership.PostAsync<InteractionDetails>($"{path}/interactions", new InteractionRequest("call", "welcome", Today));
        await membership.PublishedAsync(one.Id, Offers.Request($"Offre de {name}"));
        var body = await membership.PostAsync<BodyDetails>("bodies", new DefineBodyRequest("board", new("Conseil", "Board"), 5));
        await membership.PostAsync<BodyDetails>($"bodies/{body.Id}/mandates", new GiveMandateRequest(one.Contact.PersonId, one.Id, "member", Today));
        using var logo = await SendLogoAsync(one.Id);
        Assert.True(logo.IsSuccessStatusCode, await logo.Content.ReadAsStringAsync());
        return await ShowAsync(one.Id);
    }

    async Task<HttpResponseMessage> SendLogoAsync(Guid id)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(SamplePictures.Png(40, 40)), "file", "logo.png" } };
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{PeopleFixture.Api}/organisations/{id}/logo") { Content = form };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{(await ShowAsync(id)).Version}\"");
        return await membership.Manager.SendAsync(request);
    }

    /// <summary>Whatever the API says of it, without the numbers that count changes.</summary>
    async Task<string> AllOfAsync(Guid id)
    {
        var parts = new List<string>();
        foreach (var path in (string[])["", "/contacts", "/notes", "/charter", "/interactions", "/offers", "/representatives", "/change-requests"])
        {
            var json = await membership.GetAsync<JsonElement>($"organisations/{id}{path}");
            parts.Add(System.Text.RegularExpressions.Regex.Replace(json.GetRawText(), """
                "version":\d+
                """, "", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5)));
        }

        using var logo = await membership.Manager.GetAsync($"{PeopleFixture.Api}/organisations/{id}/logo");
        parts.Add(logo.StatusCode.ToString() + (await logo.Content.ReadAsByteArrayAsync()).Length);
        parts.Add(string.Join(' ', (await MandatesAsync()).Where(mandate => mandate.OrganisationId == id).Select(mandate => mandate.Id)));
        return string.Join('\n', parts);
    }

    async Task<List<MandateDetails>> MandatesAsync()
    {
        var bodies = (await membership.GetAsync<Page<BodyEntry>>("bodies?limit=200")).Items;
        var whole = await Task.WhenAll(bodies.Select(body => membership.GetAsync<BodyDetails>($"bodies/{body.Id}")));
        return [.. whole.SelectMany(body => body.Mandates)];
    }

    Task<OrganisationDetails> ShowAsync(Guid id) => membership.GetAsync<OrganisationDetails>($"organisations/{id}");

    Task<MergePreview> PreviewAsync(Guid kept, Guid absorb) => membership.GetAsync<MergePreview>($"organisations/{kept}/merge?absorb={absorb}");

    Task<string> RefusedAsync(Guid kept, Guid absorb) => membership.BrokenByPostAsync($"organisations/{kept}/merge", new MergeRequest(absorb));

    static (int, int, int, int, int, int, int, int) Counts(MergeCounts of) =>
        (of.Contacts, of.Notes, of.Signatures, of.Interactions, of.Offers, of.Mandates, of.Competences, of.Years);

    const string Told = "with told as (select aggregate_id, version, wire_name, body::jsonb as body from outbox union all select aggregate_id, version, wire_name, body::jsonb from parked) ";

    /// <summary>What the last such fact about it said: whom it was merged into, and its status.</summary>
    async Task<(string?, string?)> LastToldAsync(Guid id, string fact)
    {
        await using var command = membership.Service.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            Told + "select body -> 'organisation' ->> 'mergedInto', body -> 'organisation' ->> 'status' from told where aggregate_id = $1 and wire_name = $2 order by version desc limit 1");
        command.Parameters.AddWithValue(id);
        command.Parameters.AddWithValue(fact);
        await using var row = await command.ExecuteReaderAsync();
        Assert.True(await row.ReadAsync(), fact);
        return (row.IsDBNull(0) ? null : row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1));
    }

    async Task<string?> ToldOrganisationAsync(string fact, string state)
    {
        await using var command = membership.Service.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            Told + "select body -> $2 ->> 'organisationId' from told where wire_name = $1 order by body ->> 'occurredAt' desc limit 1");
        command.Parameters.AddWithValue(fact);
        command.Parameters.AddWithValue(state);
        return await command.ExecuteScalarAsync() as string;
    }
}
