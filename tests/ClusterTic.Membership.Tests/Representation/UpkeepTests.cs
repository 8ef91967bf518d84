using System.Net.Http.Json;
using ClusterTic.Membership.Confirmation;
using ClusterTic.Membership.Registration;
using ClusterTic.Membership.Representation;
using ClusterTic.Membership.Tests.People;
using Microsoft.Extensions.DependencyInjection;

namespace ClusterTic.Membership.Tests.Representation;

/// <summary>What the service does by itself; in a database of its own, since each run looks at everything in it.</summary>
public sealed class UpkeepTests(PeopleFixture membership) : IClassFixture<PeopleFixture>
{
    static readonly DateOnly Today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    readonly RepresentationWorld world = new(membership);

    [Fact]
    public async Task An_application_whose_address_nobody_confirmed_is_withdrawn_after_thirty_days_without_a_mail()
    {
        var (old, email) = await ApplyAsync("Jamais confirmée");
        var (young, _) = await ApplyAsync("Jeune");
        var entered = await membership.RegisterAsync("Saisie par l’équipe");
        await world.ExecuteAsync("update organisations set registered_at = now() - interval '31 days' where id = any($1)", new[] { old, entered.Id });
        await world.ExecuteAsync("update organisations set registered_at = now() - interval '29 days' where id = $1", young);
        var before = (await world.MailsAsync(email)).Count;

        await Task.WhenAll(RunAsync<WithdrawUnconfirmed>(), RunAsync<WithdrawUnconfirmed>());
        var withdrawn = await membership.GetAsync<OrganisationDetails>($"organisations/{old}");
        Assert.Equal(("withdrawn", "never-confirmed"), (withdrawn.Status, withdrawn.StatusReason));
        Assert.Equal("registered", (await membership.GetAsync<OrganisationDetails>($"organisations/{young}")).Status);
        Assert.Equal("registered", (await membership.GetAsync<OrganisationDetails>($"organisations/{entered.Id}")).Status);
        Assert.Equal(before, (await world.MailsAsync(email)).Count);
    }

    [Fact]
    public async Task A_new_main_contact_gets_a_code_of_its_own_and_the_old_one_is_dead()
    {
        var (id, email) = await ApplyAsync("Contact changé");
        var next = await membership.PostAsync<OrganisationContact>(
            $"organisations/{id}/contacts", new AddContactRequest("Yao Exemple", $"{Guid.CreateVersion7():N}@exemple.example", "fr", "director"));
        await membership.PostAsync<OrganisationContact>($"organisations/{id}/contacts/{next.Id}/main", new { });
        Assert.Single(await world.MailsAsync(next.Email), mail => mail.Contains("/join/confirm", StringComparison.Ordinal));
        var old = System.Text.RegularExpressions.Regex.Match((await world.MailsAsync(email)).Single(), "[2-9A-Z]{4}-[2-9A-Z]{4}").Value;
        using var answer = await membership.Service.As().PostAsJsonAsync($"{PeopleFixture.Api}/organisations/{id}/confirm-email", new ConfirmEmailRequest(old));
        Assert.Equal("confirmation-code-wrong", await RepresentationWorld.RefusedAsync(answer, System.Net.HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task A_label_that_ends_within_thirty_days_is_reminded_of_once()
    {
        var organisation = await world.MemberAsync("Avec label");
        await LabelAsync(organisation.Id, Today.AddDays(31));
        await RemindAsync(Today);
        Assert.DoesNotContain(await world.MailsAsync(organisation.Contact!.Email), IsReminder);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RemindAsync(Today.AddDays(1))));
        var mail = Assert.Single(await world.MailsAsync(organisation.Contact.Email), IsReminder);
        Assert.Contains("LAB-2026-7", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("{", mail, StringComparison.Ordinal);

        await LabelAsync(organisation.Id, Today.AddDays(400));
        await RemindAsync(Today.AddDays(380));
        Assert.Equal(2, (await world.MailsAsync(organisation.Contact.Email)).Count(IsReminder));
    }

    [Fact]
    public async Task Whoever_is_no_longer_a_contact_acts_no_more_once_the_last_day_has_come()
    {
        var (organisation, _) = await world.RepresentedAsync("Dernier jour");
        await world.ExecuteAsync("update contacts set until = $2 where organisation_id = $1", organisation.Id, Today.AddDays(3));
        await RunAsync<EndRepresentations>();
        Assert.Equal("live", Assert.Single((await world.ListAsync(organisation.Id)).Items).Status);
        await world.ExecuteAsync("update contacts set until = $2 where organisation_id = $1", organisation.Id, Today);
        await RunAsync<EndRepresentations>();
        Assert.Equal("contact-ended", Assert.Single((await world.ListAsync(organisation.Id)).Items).EndReason);
    }

    static bool IsReminder(string mail) => mail.StartsWith("Le label de ", StringComparison.Ordinal);

    async Task<(Guid Id, string Email)> ApplyAsync(string name)
    {
        var request = MembershipFixture.Request(name);
        using var answer = await membership.Service.Anonymous().PostAsJsonAsync($"{PeopleFixture.Api}/organisations", request);
        return ((await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<OrganisationDetails>())!.Id, request.Contact.Email);
    }

    async Task LabelAsync(Guid id, DateOnly until)
    {
        var now = await membership.GetAsync<OrganisationDetails>($"organisations/{id}");
        await membership.PutAsync<OrganisationDetails>($"organisations/{id}/activity", now.Version, new ActivityRequest(null, [], null, null, "LAB-2026-7", until));
    }

    async Task RunAsync<TRecurring>() where TRecurring : ClusterTic.Messaging.Jobs.IRecurring
    {
        await using var scope = membership.Service.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<TRecurring>(scope.ServiceProvider).RunAsync(CancellationToken.None);
    }

    async Task RemindAsync(DateOnly today)
    {
        await using var scope = membership.Service.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<RemindOfLabels>(scope.ServiceProvider)
            .RunAsync(scope.ServiceProvider.GetRequiredService<MembershipDb>(), today, CancellationToken.None);
    }
}
