using System.Net;
using System.Net.Http.Json;
using ClusterTic.Membership.Tests.Representation;

namespace ClusterTic.Membership.Tests.People;

public sealed class MergePeopleTests(PeopleFixture membership) : IClassFixture<PeopleFixture>
{
    static readonly DateOnly Today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    readonly RepresentationWorld world = new(membership);

    [Fact]
    public async Task Who_has_the_same_name_or_phone_is_found_and_nobody_else()
    {
        var (organisation, other) = (await membership.RegisterAsync("Doublons un"), await membership.RegisterAsync("Doublons deux"));
        var first = await ContactAsync(organisation.Id, "Éloïse  Doublon-Unique");
        var second = await ContactAsync(other.Id, "eloise doublon-unique");
        var phone = await ContactAsync(organisation.Id, "Autre Nom Un", "+225 05 44 55 66 77");
        var same = await ContactAsync(other.Id, "Autre Nom Deux", "+225 05 44 55 66 77");
        var pairs = await PairsAsync();
        Assert.Equal(["name"], pairs.Single(pair => pair.First.Id == first.PersonId).Why);
        Assert.Equal(second.PersonId, pairs.Single(pair => pair.First.Id == first.PersonId).Second.Id);
        Assert.Equal((same.PersonId, "phone"), pairs.Where(pair => pair.First.Id == phone.PersonId).Select(pair => (pair.Second.Id, Assert.Single(pair.Why))).Single());
        Assert.Equal(["Doublons un"], pairs.Single(pair => pair.First.Id == first.PersonId).First.Organisations);

        // Page by page it is the same.
        var all = new List<PeopleAlike>();
        for (string? next = ""; next is not null;)
        {
            var page = await membership.GetAsync<Page<PeopleAlike>>($"people/duplicates?limit=1{(next.Length > 0 ? "&after=" + next : "")}");
            all.AddRange(page.Items);
            next = page.Next;
        }

        Assert.Equal(pairs.Select(pair => (pair.First.Id, pair.Second.Id)), all.Select(pair => (pair.First.Id, pair.Second.Id)));

        await MergeAsync(first.PersonId, second.PersonId);
        Assert.DoesNotContain(await PairsAsync(), pair => pair.First.Id == first.PersonId);
    }

    [Fact]
    public async Task A_phone_that_many_share_pairs_nobody_but_those_of_one_name()
    {
        var organisation = await membership.RegisterAsync("Standard partagé");
        var five = new List<OrganisationContact>();
        foreach (var number in Enumerable.Range(1, 5)) five.Add(await ContactAsync(organisation.Id, $"Standard Cinq {number}", "+225 05 44 55 66 71"));
        var switchboard = new List<OrganisationContact>();
        foreach (var name in new[] { "Un", "Deux", "Trois", "Quatre", "Même", "même" }) switchboard.Add(await ContactAsync(organisation.Id, $"Standard {name}", "+225 05 44 55 66 72"));
        var pairs = await PairsAsync();
        Assert.Equal(10, pairs.Count(pair => five.Exists(one => one.PersonId == pair.First.Id)));
        var (first, second) = (switchboard[^2].PersonId, switchboard[^1].PersonId);
        var only = Assert.Single(pairs, pair => switchboard.Exists(one => one.PersonId == pair.First.Id));
        Assert.Equal((first, second, "name"), (only.First.Id, only.Second.Id, Assert.Single(only.Why)));
        Assert.Equal(pairs.Count, await CountAsync(""));
    }

    [Fact]
    public async Task Two_who_are_not_one_are_not_asked_again_and_listed_with_who_said_so()
    {
        var organisation = await membership.RegisterAsync("Homonymes");
        var (first, second) = (await ContactAsync(organisation.Id, "Homonyme Certain"), await ContactAsync(organisation.Id, "homonyme certain", null, "finance"));
        var (counted, apart) = (await CountAsync(""), await CountAsync("dismissed=true"));
        var told = await TellApartAsync(second.PersonId, first.PersonId); // in whichever order
        Assert.Equal((first.PersonId, second.PersonId, "name"), (told.First.Id, told.Second.Id, Assert.Single(told.Why)));
        Assert.NotNull(told.DismissedAt);
        Assert.Equal(told.DismissedAt, (await TellApartAsync(first.PersonId, second.PersonId)).DismissedAt); // who said so first has said it

        Assert.DoesNotContain(await PairsAsync(), pair => pair.First.Id == first.PersonId);
        Assert.Equal((counted - 1, apart + 1), (await CountAsync(""), await CountAsync("dismissed=true")));
        var known = (await membership.GetAsync<Page<PeopleAlike>>("people/duplicates?dismissed=true&limit=200")).Items.Single(pair => pair.First.Id == first.PersonId);
        Assert.Equal((told.DismissedAt, told.DismissedByName), (known.DismissedAt, known.DismissedByName));

        // Whoever turns out to be one of the two is apart from the other as well.
        var third = await ContactAsync(organisation.Id, "HOMONYME CERTAIN", null, "commercial");
        await MergeAsync(third.PersonId, first.PersonId);
        Assert.DoesNotContain(await PairsAsync(), pair => pair.Second.Id == third.PersonId || pair.First.Id == third.PersonId);
        await MergeAsync(third.PersonId, second.PersonId); // and one with it, where that was a mistake
        Assert.Equal(apart, await CountAsync("dismissed=true"));

        Assert.Equal("merge-same-person", await membership.BrokenByPostAsync($"people/duplicates/{third.PersonId}/{third.PersonId}/dismiss", new { }));
        Assert.Equal("person-is-merged", await membership.BrokenByPostAsync($"people/duplicates/{third.PersonId}/{first.PersonId}/dismiss", new { }));
        using var nobody = await membership.Manager.PostAsJsonAsync($"{PeopleFixture.Api}/people/duplicates/{third.PersonId}/{Guid.CreateVersion7()}/dismiss", new { });
        Assert.Equal(HttpStatusCode.NotFound, nobody.StatusCode);
        using var foreign = await membership.Service.As("analyst").PostAsJsonAsync($"{PeopleFixture.Api}/people/duplicates/{third.PersonId}/{second.PersonId}/dismiss", new { });
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
    }

    [Fact]
    public async Task All_that_somebody_did_goes_along_and_the_other_record_is_emptied()
    {
        var (organisation, own) = await world.RepresentedAsync("Fusion principale");
        var other = organisation.Contact!;
        using var asked = await own.PostAsJsonAsync($"{PeopleFixture.Api}/organisations/{organisation.Id}/change-requests", new AskForChangeRequest("Autre nom", null, null, null, null, "Essai"));
        var kept = await ContactAsync(organisation.Id, other.Name, null, "technical");
        var twice = await ContactAsync(organisation.Id, other.Name, null, "technical", other.Email);
        await membership.PostAsync<CharterSignatureDetails>($"organisations/{organisation.Id}/charter", new SignCharterRequest("2", Today, other.PersonId));
        await membership.PostAsync<InteractionDetails>($"organisations/{organisation.Id}/interactions", new InteractionRequest("call", "needs", Today, "Note", other.PersonId));
        foreach (var person in new[] { other.PersonId, kept.PersonId })
            await membership.PostAsync<ConsentDetails>($"people/{person}/consents", new GiveConsentRequest("newsletter", "paper"));
        await membership.PostAsync<ConsentDetails>($"people/{other.PersonId}/consents", new GiveConsentRequest("statistics", "paper"));
        var body = await membership.PostAsync<BodyDetails>("bodies", new DefineBodyRequest("board", new("Conseil", "Board"), 3));
        await membership.PostAsync<BodyDetails>($"bodies/{body.Id}/mandates", new GiveMandateRequest(other.PersonId, organisation.Id, "chair", Today));
        await membership.PostAsync<MeetingDetails>($"bodies/{body.Id}/meetings", new MeetingRequest(TimeProvider.System.GetUtcNow().AddHours(-2), "Abidjan", false, null, [other.PersonId, kept.PersonId]));

        var preview = await membership.GetAsync<PersonMergePreview>($"people/{kept.PersonId}/merge?absorb={other.PersonId}");
        Assert.Null(preview.Obstacle);
        Assert.Equal(new PersonMoves(2, 1, 1, 2, 1, 1, 1, 1, 1), preview.Moves);
        var merged = await MergeAsync(kept.PersonId, other.PersonId);

        Assert.Equal(kept.Email, merged.Email);
        var live = merged.Organisations.Where(one => one.Until is null).OrderBy(one => one.Role, StringComparer.Ordinal).ToList();
        Assert.Equal([("other", true), ("technical", false)], live.Select(one => (one.Role, one.IsMain)));
        Assert.Equal(twice.Id, Assert.Single(merged.Organisations, one => one.Until is not null).ContactId); // the same role, entered twice
        Assert.Equal(organisation.Id, Assert.Single(merged.Mandates).OrganisationId);
        var now = await membership.GetAsync<OrganisationDetails>($"organisations/{organisation.Id}");
        Assert.Equal((kept.PersonId, kept.Email), (now.Contact!.PersonId, now.Contact.Email));
        Assert.Equal(kept.PersonId, Assert.Single((await membership.GetAsync<Page<CharterSignatureDetails>>($"organisations/{organisation.Id}/charter")).Items).SignatoryId);
        Assert.Equal(kept.PersonId, Assert.Single((await membership.GetAsync<Page<InteractionDetails>>($"organisations/{organisation.Id}/interactions")).Items).PersonId);
        Assert.Equal((kept.PersonId, "live"), (await world.ListAsync(organisation.Id)).Items.Select(one => (one.PersonId, one.Status)).Single());
        Assert.Equal(kept.PersonId, Assert.Single(Assert.Single((await membership.GetAsync<Page<MeetingDetails>>($"bodies/{body.Id}/meetings")).Items).Attendees).PersonId);
        var consents = (await membership.GetAsync<Page<ConsentDetails>>($"people/{kept.PersonId}/consents")).Items;
        Assert.Equal(["newsletter", "statistics"], consents.Where(one => one.WithdrawnAt is null).Select(one => one.Purpose).Order(StringComparer.Ordinal));
        Assert.Equal(3, consents.Count);
        Assert.Single((await membership.GetAsync<PersonData>($"people/{kept.PersonId}/data")).Categories.Single(one => one.Code == "change-requests").Entries);
        Assert.Equal(HttpStatusCode.OK, (await own.GetAsync($"{PeopleFixture.Api}/organisations/{organisation.Id}")).StatusCode); // goes on acting

        var left = await membership.GetAsync<PersonDetails>($"people/{other.PersonId}");
        Assert.Equal(("—", $"{other.PersonId}@merged.invalid", kept.PersonId), (left.Name, left.Email, left.MergedInto));
        Assert.Empty(left.Organisations);
        Assert.Empty(left.Mandates);
        Assert.DoesNotContain((await membership.GetAsync<Page<PersonEntry>>("people?limit=200")).Items, one => one.Id == other.PersonId);
        Assert.Contains((await membership.GetAsync<Page<FieldChange>>($"people/{other.PersonId}/history")).Items, one => one is { Field: "mergedInto", Fact: "person.merged" });
        Assert.Contains((await membership.GetAsync<Page<FieldChange>>($"people/{kept.PersonId}/history")).Items, one => one.Field == "absorbed");
        Assert.Equal("person-is-merged", await membership.BrokenByPutAsync($"people/{other.PersonId}", left.Version, new ChangePersonRequest("Awa", "nouvelle@exemple.example", "fr")));
        Assert.Equal("person-is-merged", await membership.BrokenByPostAsync($"people/{other.PersonId}/erase", new ErasePersonRequest("request")));
    }

    [Fact]
    public async Task An_erasure_of_the_one_that_goes_on_empties_what_the_history_holds_of_both()
    {
        var organisation = await membership.RegisterAsync("Fusion effacée");
        var (kept, other) = (await ContactAsync(organisation.Id, "Awa Gardée"), await ContactAsync(organisation.Id, "Awa Vidée", null, "finance"));
        await MergeAsync(kept.PersonId, other.PersonId);
        Assert.Contains((await membership.GetAsync<Page<FieldChange>>($"people/{other.PersonId}/history")).Items, one => one.Before?.ToString() == other.Email);
        await membership.PostAsync<ErasureDetails>($"people/{kept.PersonId}/erase", new ErasePersonRequest("request"));
        foreach (var person in new[] { kept.PersonId, other.PersonId })
            Assert.All(
                (await membership.GetAsync<Page<FieldChange>>($"people/{person}/history")).Items.Where(one => one.Field is "name" or "email"),
                one => Assert.True(one is { Before: null, After: null, ErasedAt: not null }));
    }

    [Fact]
    public async Task What_cannot_be_one_is_refused_and_who_was_merged_before_follows()
    {
        var organisation = await membership.RegisterAsync("Fusion refusée");
        var (first, second, third) = (await ContactAsync(organisation.Id, "Un"), await ContactAsync(organisation.Id, "Deux", null, "finance"), await ContactAsync(organisation.Id, "Trois", null, "commercial"));
        Assert.Equal("merge-same-person", await BrokenAsync(first.PersonId, first.PersonId));
        using var nobody = await membership.Manager.PostAsJsonAsync($"{PeopleFixture.Api}/people/{first.PersonId}/merge", new MergePeopleRequest(Guid.CreateVersion7()));
        Assert.Equal("absorb", await PeopleFixture.FaultAsync(nobody));
        using var stale = await membership.Manager.PostAsJsonAsync($"{PeopleFixture.Api}/people/{first.PersonId}/merge", new MergePeopleRequest(second.PersonId, 77));
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);

        var body = await membership.PostAsync<BodyDetails>("bodies", new DefineBodyRequest("board", new("Conseil double", "Double board"), 3));
        foreach (var person in new[] { first, second })
            await membership.PostAsync<BodyDetails>($"bodies/{body.Id}/mandates", new GiveMandateRequest(person.PersonId, null, "member", Today));
        Assert.Equal("merge-mandates-overlap", (await membership.GetAsync<PersonMergePreview>($"people/{first.PersonId}/merge?absorb={second.PersonId}")).Obstacle);
        Assert.Equal("merge-mandates-overlap", await BrokenAsync(first.PersonId, second.PersonId));

        await MergeAsync(third.PersonId, first.PersonId);
        Assert.Equal("person-is-merged", await BrokenAsync(third.PersonId, first.PersonId));
        var fourth = await ContactAsync(organisation.Id, "Quatre", null, "communication");
        await MergeAsync(fourth.PersonId, third.PersonId);
        Assert.Equal(fourth.PersonId, (await membership.GetAsync<PersonDetails>($"people/{first.PersonId}")).MergedInto);

        Task<string> BrokenAsync(Guid kept, Guid other) => membership.BrokenByPostAsync($"people/{kept}/merge", new MergePeopleRequest(other));
    }

    async Task<IReadOnlyList<PeopleAlike>> PairsAsync() => (await membership.GetAsync<Page<PeopleAlike>>("people/duplicates?limit=200")).Items;

    async Task<int> CountAsync(string query)
    {
        using var answer = await membership.Manager.GetAsync($"{PeopleFixture.Api}/people/duplicates?limit=1&count=true&{query}");
        return int.Parse(answer.EnsureSuccessStatusCode().Headers.GetValues("X-Total-Count").Single(), System.Globalization.CultureInfo.InvariantCulture);
    }

    Task<PeopleAlike> TellApartAsync(Guid first, Guid second) => membership.PostAsync<PeopleAlike>($"people/duplicates/{first}/{second}/dismiss", new { });

    Task<PersonDetails> MergeAsync(Guid kept, Guid other) => membership.PostAsync<PersonDetails>($"people/{kept}/merge", new MergePeopleRequest(other));

    Task<OrganisationContact> ContactAsync(Guid organisation, string name, string? phone = null, string role = "technical", string? email = null) =>
        membership.PostAsync<OrganisationContact>(
            $"organisations/{organisation}/contacts", new AddContactRequest(name, email ?? $"{Guid.CreateVersion7():N}@exemple.example", null, role, null, phone));
}
