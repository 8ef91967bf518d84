using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using ClusterTic.Membership.Dues;
using Microsoft.Extensions.DependencyInjection;

namespace ClusterTic.Membership.Tests.Dues;

public sealed class LateTests(MembershipFixture membership) : IClassFixture<MembershipFixture>
{
    static readonly DateOnly Today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime); // Abidjan's is the same

    readonly DuesWorld world = new(membership);

    [Fact]
    public async Task Arrears_name_the_longest_late_first_with_all_that_each_owes()
    {
        var since = new DateOnly(2020, 1, 1);
        var longest = await world.MemberAsync("=cmd|' /C calc'!A0", since);
        await world.CallAsync(longest.Id, 2021, 10_000, Today.AddDays(-100));
        await world.CallAsync(longest.Id, 2022, 20_000, Today.AddDays(-5));
        var partly = await world.MemberAsync("En partie", since);
        await world.CallAsync(partly.Id, 2021, 30_000, Today.AddDays(-40));
        await world.PayAsync(partly.Id, 12_000);
        var little = await world.MemberAsync("Depuis hier", since);
        await world.CallAsync(little.Id, 2021, 5_000, Today.AddDays(-1));
        var onTime = await world.MemberAsync("Échéance du jour", since);
        await world.CallAsync(onTime.Id, 2021, 5_000, Today);
        var paid = await world.MemberAsync("Payée", since);
        await world.CallAsync(paid.Id, 2021, 5_000, Today.AddDays(-50));
        await world.PayAsync(paid.Id, 5_000);
        var cancelled = await world.CallAsync((await world.MemberAsync("Annulée", since)).Id, 2021, 5_000, Today.AddDays(-50));
        await world.SendAsync<DuesCallDetails>($"/dues/calls/{cancelled.Id}/cancel", new UndoDuesRequest("error"));

        using var answer = await world.Manager.GetAsync($"{DuesWorld.Api}/dues/arrears?count=true&limit=2");
        Assert.Equal("3", answer.Headers.GetValues("X-Total-Count").Single());
        var first = (await answer.Content.ReadFromJsonAsync<DuesArrears>())!;
        Assert.Equal(53_000, first.TotalAmount);
        Assert.Equal(
            [new(longest.Id, longest.Name, Today.AddDays(-100), 100, 2, 30_000), new(partly.Id, "En partie", Today.AddDays(-40), 40, 1, 18_000)], first.Items);
        var rest = (await world.Manager.GetFromJsonAsync<DuesArrears>($"{DuesWorld.Api}/dues/arrears?limit=2&after={first.Next}"))!;
        Assert.Equal((little.Id, null, 53_000L), (Assert.Single(rest.Items).OrganisationId, rest.Next, rest.TotalAmount));
        var long40 = (await world.Manager.GetFromJsonAsync<DuesArrears>($"{DuesWorld.Api}/dues/arrears?daysLate=40"))!;
        Assert.Equal((2, 48_000), (long40.Items.Count, long40.TotalAmount));
        Assert.Equal(HttpStatusCode.BadRequest, (await world.Manager.GetAsync($"{DuesWorld.Api}/dues/arrears?daysLate=0")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await world.Manager.GetAsync($"{DuesWorld.Api}/dues/arrears?after=nowhere")).StatusCode);

        var lines = await CsvAsync("/dues/arrears", byAccept: true);
        Assert.Equal(4, lines.Length);
        Assert.StartsWith($"'=cmd|' /C calc'!A0,{Text(Today.AddDays(-100))},100,2,30000", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_statement_as_a_file_holds_every_entry_with_the_balance_after_it()
    {
        var member = await world.MemberAsync("Relevé");
        var call = await world.CallAsync(member.Id, amount: 1_000, due: Today.AddDays(1));
        var payment = await world.PayAsync(member.Id, 400, "mobile-money", "+225 01");
        await world.SendAsync<DuesPaymentDetails>($"/dues/payments/{payment.Id}/reverse", new UndoDuesRequest("error"));
        var lines = await CsvAsync($"/organisations/{member.Id}/dues/statement?format=csv&culture=fr&ui-culture=fr");
        Assert.StartsWith("Date;Écriture;Numéro", lines[0], StringComparison.Ordinal);
        Assert.Equal(
            [
                $"2025-04-02;Paiement;{payment.Receipt};;;paiement mobile;'+225 01;0;400;-400",
                $"{Text(Today)};Appel;{call.Number};2025-01-01;2025-12-31;;;1000;0;600",
                $"{Text(Today)};Annulation de paiement;{payment.Receipt};;;paiement mobile;'+225 01;0;-400;1000",
            ], lines[1..]);
        Assert.Equal(HttpStatusCode.NotFound, (await world.Manager.GetAsync($"{DuesWorld.Api}/organisations/{Guid.CreateVersion7()}/dues/statement")).StatusCode);
    }

    [Fact]
    public async Task Reminders_come_a_week_late_then_monthly_three_at_most_and_stop_with_the_payment()
    {
        var member = await world.MemberAsync("Rappelée", language: "en");
        var due = Today.AddDays(3);
        var call = await world.CallAsync(member.Id, 2024, 10_000, due);
        var other = await world.MemberAsync("Paie entretemps");
        await world.CallAsync(other.Id, 2024, 10_000, due);
        var left = await world.MemberAsync("Partie");
        await world.CallAsync(left.Id, 2024, 10_000, due);
        await world.SendAsync<OrganisationDetails>($"/organisations/{left.Id}/withdraw", new WithdrawOrganisationRequest("closed"));

        await RemindAsync(due.AddDays(6));
        Assert.Single(await world.MailsAsync(member));
        await Task.WhenAll(RemindAsync(due.AddDays(7)), RemindAsync(due.AddDays(7))); // two replicas
        Assert.Equal($"Reminder, dues {call.Number}: Rappelée", (await world.MailsAsync(member))[1]);
        Assert.Equal([due.AddDays(7)], Assert.Single((await world.StatementAsync(member.Id)).Calls).Reminders);
        Assert.Equal(2, (await world.MailsAsync(other)).Count);
        await world.PayAsync(other.Id, 10_000);

        foreach (var day in (int[])[36, 37, 67, 97, 127]) await RemindAsync(due.AddDays(day));
        Assert.Equal([due.AddDays(7), due.AddDays(37), due.AddDays(67)], Assert.Single((await world.StatementAsync(member.Id)).Calls).Reminders);
        Assert.Equal(4, (await world.MailsAsync(member)).Count);
        Assert.Equal(2, (await world.MailsAsync(other)).Count);
        Assert.DoesNotContain(await world.MailsAsync(left), subject => subject.StartsWith("Rappel", StringComparison.Ordinal));
    }

    async Task RemindAsync(DateOnly today)
    {
        await using var scope = membership.Service.Services.CreateAsyncScope();
        var reminders = new RemindOfDues(scope.ServiceProvider.GetRequiredService<DuesMails>());
        await reminders.RunAsync(scope.ServiceProvider.GetRequiredService<MembershipDb>(), today, TestContext.Current.CancellationToken);
    }

    async Task<string[]> CsvAsync(string path, bool byAccept = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, DuesWorld.Api + path);
        if (byAccept) request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/csv"));
        using var answer = await world.Manager.SendAsync(request);
        Assert.Equal((HttpStatusCode.OK, "text/csv"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var text = await answer.Content.ReadAsStringAsync();
        return text.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }

    static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
