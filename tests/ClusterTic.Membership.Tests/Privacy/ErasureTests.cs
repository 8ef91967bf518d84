using System.Net;
using System.Net.Http.Json;
using ClusterTic.Membership.Privacy;
using ClusterTic.Membership.Tests.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClusterTic.Membership.Tests.Privacy;

public sealed class ErasureTests(PeopleFixture membership) : IClassFixture<PeopleFixture>
{
    const string Phone = "+2250708091011";

    static readonly DateOnly Today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    [Fact]
    public async Task Nothing_of_the_person_is_left_in_any_table_but_a_last_mail_and_what_is_on_its_way_out()
    {
        const string name = "Zénobie Introuvable";
        var (organisation, contact) = await ContactAsync("Effacée partout", name, Phone);
        await membership.PostAsync<ConsentDetails>($"people/{contact.PersonId}/consents", new GiveConsentRequest("statistics", "paper"));
        var person = await membership.GetAsync<PersonDetails>($"people/{contact.PersonId}");
        await membership.PutAsync<PersonDetails>($"people/{person.Id}", person.Version, new ChangePersonRequest(name, person.Email, "en", "f", 1987));
        await membership.PostAsync<InteractionDetails>(
            $"organisations/{organisation}/interactions", new InteractionRequest("visit", "needs", Today, $"Vu {name}", person.Id));
        await membership.PostAsync<CharterSignatureDetails>($"organisations/{organisation}/charter", new SignCharterRequest("2", Today, person.Id));
        var body = await membership.PostAsync<BodyDetails>("bodies", new DefineBodyRequest("board", new("Conseil", "Board"), 3));
        var given = await membership.PostAsync<BodyDetails>($"bodies/{body.Id}/mandates", new GiveMandateRequest(person.Id, null, "chair", Today.AddYears(-3), Today.AddDays(-1)));
        await ExecuteAsync($"insert into mails (id, recipient, subject, body, created_at, due_at, attempts) values (gen_random_uuid(), '{person.Email}', 's', '{name}', now(), now() + interval '1 day', 0)");
        await membership.PostAsync<RepresentativeDetails>($"organisations/{organisation}/representatives", new InviteRepresentativeRequest(person.Id));
        await ExecuteAsync(
            $"insert into change_requests (id, version, organisation_id, status, proposed, why, asked_by, asked_by_name, person_id, asked_at) values (gen_random_uuid(), 1, '{organisation}', 'rejected', '{{}}', 'Dit {name}', 'test', '{name}', '{person.Id}', now())");
        await ImportedAsync(person.Email, name);
        Assert.Superset(new HashSet<string>(["people", "contacts", "history", "interactions", "change_requests", "mails", "import_rows", "files"]), (await TablesAsync(name, person.Email, Phone)).ToHashSet());

        var erasure = await membership.PostAsync<ErasureDetails>($"people/{person.Id}/erase", new ErasePersonRequest("request"));

        Assert.Equal(["mails", "outbox"], (await TablesAsync(name, person.Email, Phone)).Except(["parked"])); // no queue takes the facts here
        Assert.Equal(("membership", null), erasure.Confirmations.Select(one => (one.Service, one.Kept)).Single());
        Assert.Superset(
            new HashSet<string>(["people", "consents", "contacts", "history", "mails", "notes", "import-rows", "import-files", "change-requests"]), erasure.Confirmations[0].Erased.Select(one => one.What).ToHashSet());
        Assert.Equal(["events", "identity", "opportunities", "reporting"], erasure.Missing);
        var mail = Assert.Single(await ColumnAsync($"select subject || '\n' || body from mails where recipient = '{person.Email}'"));
        Assert.StartsWith("Your personal data: erasure\nHello Zénobie Introuvable,", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("{", mail, StringComparison.Ordinal);

        Assert.Equal("ended", Assert.Single((await membership.GetAsync<Page<RepresentativeDetails>>($"organisations/{organisation}/representatives")).Items, one => one.PersonId == person.Id).Status);
        // What must stay provable stays, under an id without a name.
        var left = await membership.GetAsync<PersonDetails>($"people/{person.Id}");
        Assert.Equal(("—", $"{person.Id}@erased.invalid", null, null), (left.Name, left.Email, left.Sex, left.BirthYear));
        Assert.NotNull(left.ErasedAt);
        Assert.Equal((Today, null, null), Assert.Single(left.Organisations.Select(one => (one.Until!.Value, one.Title, one.Phone))));
        Assert.Equal(given.Mandates[0].Id, Assert.Single(left.Mandates).MandateId);
        Assert.DoesNotContain((await membership.GetAsync<Page<PersonEntry>>("people?limit=200")).Items, one => one.Id == person.Id);
        var told = (await membership.GetAsync<Page<FieldChange>>($"people/{person.Id}/history?limit=200")).Items;
        Assert.Contains(told, one => one.Field == "email" && one.ErasedAt is not null);
        Assert.Equal("person-is-erased", await membership.BrokenByPutAsync($"people/{person.Id}", left.Version, new ChangePersonRequest("Awa", person.Email, "fr")));
        Assert.Equal("person-is-erased", await membership.BrokenByPostAsync($"people/{person.Id}/consents", new GiveConsentRequest("newsletter", "form")));
    }

    [Fact]
    public async Task Whoever_others_still_count_on_is_refused_with_what_to_do_first()
    {
        var main = await membership.PersonAsync("Contact principal");
        Assert.Equal("main-contact-cannot-be-erased", await membership.BrokenByPostAsync($"people/{main.Id}/erase", new ErasePersonRequest("request")));
        var (_, contact) = await ContactAsync("Mandat en cours", "Awa Mandat");
        var body = await membership.PostAsync<BodyDetails>("bodies", new DefineBodyRequest("board", new("Conseil", "Board"), 3));
        var given = await membership.PostAsync<BodyDetails>($"bodies/{body.Id}/mandates", new GiveMandateRequest(contact.PersonId, null, "chair", Today));
        Assert.Equal("mandate-holder-cannot-be-erased", await membership.BrokenByPostAsync($"people/{contact.PersonId}/erase", new ErasePersonRequest("other")));

        using var unknown = await membership.Manager.PostAsJsonAsync($"{PeopleFixture.Api}/people/{contact.PersonId}/erase", new ErasePersonRequest("boredom"));
        Assert.Equal("reason", await PeopleFixture.FaultAsync(unknown));
        using var nobody = await membership.Manager.PostAsJsonAsync($"{PeopleFixture.Api}/people/{Guid.CreateVersion7()}/erase", new ErasePersonRequest("request"));
        Assert.Equal(HttpStatusCode.NotFound, nobody.StatusCode);
        using var partner = await membership.Service.As("partner").PostAsJsonAsync($"{PeopleFixture.Api}/people/{contact.PersonId}/erase", new ErasePersonRequest("request"));
        Assert.Equal(HttpStatusCode.Forbidden, partner.StatusCode);
        Assert.Equal("Awa Mandat", given.Mandates[0].Person);
    }

    [Fact]
    public async Task The_contact_of_an_organisation_that_was_never_admitted_is_erased_with_its_phone()
    {
        var organisation = await membership.RegisterAsync("Candidate retirée");
        await membership.PostAsync<OrganisationDetails>($"organisations/{organisation.Id}/withdraw", new WithdrawOrganisationRequest("own-request"));
        await membership.PostAsync<ErasureDetails>($"people/{organisation.Contact!.PersonId}/erase", new ErasePersonRequest("consent"));
        var left = (await membership.GetAsync<OrganisationDetails>($"organisations/{organisation.Id}")).Contact!;
        Assert.Equal(("—", null), (left.Name, left.Phone));
    }

    [Fact]
    public async Task Two_orders_are_one_and_who_comes_back_under_the_address_is_somebody_new()
    {
        var (organisation, contact) = await ContactAsync("Deux fois", "Awa Double");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            membership.Manager.PostAsJsonAsync($"{PeopleFixture.Api}/people/{contact.PersonId}/erase", new ErasePersonRequest("request"))));
        Assert.Single(answers, answer => answer.StatusCode is HttpStatusCode.Created);
        Assert.Equal(3, answers.Count(answer => answer.StatusCode is HttpStatusCode.OK));
        Assert.Equal(["1"], await ColumnAsync($"select count(*)::text from erasures where person_id = '{contact.PersonId}'"));
        Assert.Equal(["1"], await ColumnAsync($"select count(*)::text from mails where recipient = '{contact.Email}'"));

        var back = await membership.PostAsync<OrganisationContact>($"organisations/{organisation}/contacts", new AddContactRequest("Awa Revenue", contact.Email, null, "other"));
        Assert.NotEqual(contact.PersonId, back.PersonId);
        Assert.Equal("Awa Revenue", back.Name);
        Assert.Equal("—", (await membership.ContactsAsync(organisation)).Single(one => one.Id == contact.Id).Name);
    }

    [Fact]
    public async Task It_is_complete_when_each_service_has_confirmed_and_a_repeated_word_changes_nothing()
    {
        var (_, contact) = await ContactAsync("Confirmée", "Awa Confirmée");
        var erasure = await membership.PostAsync<ErasureDetails>($"people/{contact.PersonId}/erase", new ErasePersonRequest("request"));
        Assert.Contains((await membership.GetAsync<Page<ErasureDetails>>("erasures?open=true&limit=200")).Items, one => one.Id == erasure.Id);

        foreach (var service in new[] { "reporting", "events", "events", "identity" })
            await ConfirmAsync(ErasureConfirmed.By(service, erasure.Id, contact.PersonId, TimeProvider.System.GetUtcNow(), [new("people", 1)], service is "identity" ? "account-with-role" : null));
        var open = await membership.GetAsync<ErasureDetails>($"erasures/{erasure.Id}");
        Assert.Equal((4, null), (open.Confirmations.Count, open.CompletedAt));
        Assert.Equal(["opportunities"], open.Missing);
        Assert.Equal("account-with-role", open.Confirmations.Single(one => one.Service == "identity").Kept);

        await ConfirmAsync(ErasureConfirmed.By("opportunities", erasure.Id, contact.PersonId, TimeProvider.System.GetUtcNow(), []));
        await ConfirmAsync(ErasureConfirmed.By("opportunities", erasure.Id, contact.PersonId, TimeProvider.System.GetUtcNow(), [new("late", 9)]));
        await ConfirmAsync(ErasureConfirmed.By("events", Guid.CreateVersion7(), contact.PersonId, TimeProvider.System.GetUtcNow(), [])); // an order that nobody knows
        var done = await membership.GetAsync<ErasureDetails>($"erasures/{erasure.Id}");
        Assert.NotNull(done.CompletedAt);
        Assert.Empty(done.Missing);
        Assert.Empty(done.Confirmations.Single(one => one.Service == "opportunities").Erased);
        Assert.DoesNotContain((await membership.GetAsync<Page<ErasureDetails>>("erasures?open=true&limit=200")).Items, one => one.Id == erasure.Id);

        var all = new List<ErasureDetails>();
        for (string? next = ""; next is not null;)
        {
            var page = await membership.GetAsync<Page<ErasureDetails>>($"erasures?limit=1{(next.Length > 0 ? "&after=" + next : "")}");
            all.AddRange(page.Items);
            next = page.Next;
        }

        Assert.Contains(erasure.Id, all.Select(one => one.Id));
        Assert.Equal(all.OrderBy(one => one.CompletedAt is not null).ThenBy(one => one.Id).Select(one => one.Id), all.Select(one => one.Id));
    }

    async Task<(Guid Organisation, OrganisationContact Contact)> ContactAsync(string organisation, string name, string? phone = null)
    {
        var registered = await membership.RegisterAsync(organisation);
        return (registered.Id, await membership.PostAsync<OrganisationContact>(
            $"organisations/{registered.Id}/contacts", new AddContactRequest(name, $"{Guid.CreateVersion7():N}@exemple.example", null, "technical", "Cheffe", phone)));
    }

    /// <summary>A table that was taken in and holds the person.</summary>
    async Task ImportedAsync(string email, string name) => await ExecuteAsync(
        $"""
         with kept as (insert into files (id, name, content_type, content, hash, by, at) values (gen_random_uuid(), 'a.csv', 'text/csv', convert_to('{name};{email}', 'UTF8'), '', 'x', now()) returning id),
         import as (insert into imports (id, file_id, file_name, format, header, mapping, rows, dry_run, good_rows_only, stage, job_id, by, created_at)
           select gen_random_uuid(), id, 'a.csv', 'csv', array['n','e'], array['contact-name','contact-email'], 1, false, false, 3, gen_random_uuid(), 'x', now() from kept returning id)
         insert into import_rows (import_id, number, cells, verdict, faults, candidates, keys) select id, 2, array['{name}', ' {email.ToUpperInvariant()}'], 'added', '[]', '[]', array['{name}'] from import
         """);

    /// <summary>As the inbox does: in a transaction of its own.</summary>
    async Task ConfirmAsync(ErasureConfirmed fact)
    {
        await using var scope = membership.Service.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MembershipDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await scope.ServiceProvider.GetRequiredService<OnErasureConfirmed>().Handle(fact, CancellationToken.None);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    async Task<List<string>> TablesAsync(params string[] values)
    {
        var found = new List<string>();
        foreach (var table in await ColumnAsync("select table_name::text from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1"))
        {
            // Bytes are shown in hexadecimal: those of a file or an answer are searched as text.
            var bytes = table switch { "files" => "encode(content, 'escape')", "idempotency_keys" => "encode(body, 'escape')", _ => "''" };
            await using var command = Database.CreateCommand($"select count(*)::int from \"{table}\" t where t::text ilike any($1) or {bytes} ilike any($1)");
            command.Parameters.AddWithValue(values.Select(value => $"%{value}%").ToArray());
            if ((int)(await command.ExecuteScalarAsync())! > 0) found.Add(table);
        }

        return found;
    }

    async Task<List<string>> ColumnAsync(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync();
        var values = new List<string>();
        while (await rows.ReadAsync()) values.Add(rows.GetString(0));
        return values;
    }

    async Task ExecuteAsync(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    NpgsqlDataSource Database => membership.Service.Services.GetRequiredService<NpgsqlDataSource>();
}
