using System.Net;
using System.Net.Http.Json;
using ClusterTic.Testing;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Npgsql;

namespace ClusterTic.Membership.Tests.Mail;

/// <summary>The service itself has nobody to send; each test starts a replica that has.</summary>
public sealed class StepMailTests(MembershipFixture membership) : IClassFixture<MembershipFixture>, IAsyncLifetime
{
    const string Api = "/api/membership/v1/organisations";

    readonly HttpClient manager = membership.Service.As("manager", "backdate");

    public async ValueTask InitializeAsync()
    {
        await using var command = Database.CreateCommand("delete from mails");
        await command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Each_step_writes_to_the_contact_in_its_language()
    {
        await using var smtp = new SmtpServer();
        await using var sender = membership.Service.StartReplica(smtp.Settings);
        var (id, email) = await RegisterAsync("Société « Éclair »\r\nBcc: other@exemple.example", "en");
        await StepAsync(id, "submit", new StepRequest());
        await StepAsync(id, "review", new StepRequest());
        await StepAsync(id, "approve", new ApproveOrganisationRequest("member"));
        await StepAsync(id, "suspend", new SuspendOrganisationRequest("dues", Note: "Entre nous"));
        await StepAsync(id, "reinstate", new ReinstateOrganisationRequest());
        await StepAsync(id, "withdraw", new WithdrawOrganisationRequest("closed"));

        var mails = (await ArrivedAsync(smtp, 6)).Select(Parse).ToList();
        Assert.Equal(
            ["Application received", "Welcome", "Act for Société « Éclair »  Bcc", "Membership suspended", "Membership reinstated", "Withdrawal recorded"],
            mails.Select(mail => mail.Subject!.Split(':')[0]));
        Assert.All(mails, mail =>
        {
            Assert.Equal(email, Assert.Single(mail.To.Mailboxes).Address);
            Assert.Empty(mail.Bcc);
            Assert.Equal("equipe@exemple.example", Assert.Single(mail.From.Mailboxes).Address);
            Assert.DoesNotContain("{", mail.TextBody, StringComparison.Ordinal);
            Assert.DoesNotContain("Entre nous", mail.TextBody, StringComparison.Ordinal);
        });
        Assert.Contains("Reason: dues unpaid.", mails[3].TextBody, StringComparison.Ordinal);

        var (french, _) = await RegisterAsync("En français", "fr");
        await StepAsync(french, "submit", new StepRequest());
        Assert.Equal("Demande reçue\u00A0: En français", Parse((await ArrivedAsync(smtp, 7))[^1]).Subject);
        await EmptyAsync();
    }

    [Fact]
    public async Task A_sender_that_is_stopped_while_it_sends_finishes_and_nobody_sends_it_again()
    {
        await using var smtp = new SmtpServer();
        var answer = new TaskCompletionSource();
        smtp.Answer = answer.Task;
        var first = membership.Service.StartReplica(smtp.Settings);
        var (id, _) = await RegisterAsync("Arrêt en route", "fr");
        await StepAsync(id, "submit", new StepRequest());
        await ArrivedAsync(smtp, 1);

        var stopping = first.DisposeAsync().AsTask();
        await using var second = membership.Service.StartReplica(smtp.Settings);
        answer.SetResult();
        await stopping;

        await StepAsync(id, "withdraw", new WithdrawOrganisationRequest("own-request"));
        await ArrivedAsync(smtp, 2);
        await EmptyAsync();
        Assert.Equal(2, smtp.Received().Select(message => Parse(message).MessageId).Distinct().Count());
    }

    [Fact]
    public async Task A_mail_whose_answer_was_lost_is_sent_again_under_the_same_id()
    {
        await using var smtp = new SmtpServer { Answer = Task.FromException(new IOException("cut")) };
        await using var sender = membership.Service.StartReplica(smtp.Settings);
        var (id, _) = await RegisterAsync("Réponse perdue", "fr");
        await StepAsync(id, "submit", new StepRequest());
        await ArrivedAsync(smtp, 1);
        smtp.Answer = Task.CompletedTask;
        await EmptyAsync();
        Assert.True(smtp.Received().Count >= 2);
        Assert.Single(smtp.Received().Select(message => Parse(message).MessageId).Distinct());
    }

    [Fact]
    public async Task A_refusal_for_now_is_tried_again_and_one_for_good_is_given_up()
    {
        await using var smtp = new SmtpServer();
        smtp.ToRecipients.Enqueue("451 later");
        smtp.ToRecipients.Enqueue("451 later");
        await using var sender = membership.Service.StartReplica(smtp.Settings);
        var (id, email) = await RegisterAsync("Plus tard", "fr");
        await StepAsync(id, "submit", new StepRequest());
        await ArrivedAsync(smtp, 1);
        await EmptyAsync();
        Assert.Equal(3, smtp.Recipients);

        smtp.ToRecipients.Enqueue($"550 no such user {email}");
        await StepAsync(id, "withdraw", new WithdrawOrganisationRequest("own-request"));
        await Eventually.HoldsAsync(async () => await CountAsync("given_up_at is not null and due_at is null") == 1, "the mail to be given up");
        Assert.Equal(4, smtp.Recipients);
        Assert.Equal(1, await CountAsync("failure = 'SMTP 550'")); // not in the server's own words: they hold the address
    }

    [Fact]
    public async Task What_was_refused_or_happened_long_ago_sends_no_mail()
    {
        var (id, _) = await RegisterAsync("Sur papier", "fr", new DateTimeOffset(2021, 11, 3, 8, 0, 0, TimeSpan.Zero));
        await StepAsync(id, "submit", new StepRequest(new DateTimeOffset(2021, 11, 4, 8, 0, 0, TimeSpan.Zero)));
        Assert.Equal(HttpStatusCode.Conflict, (await manager.PostAsJsonAsync($"{Api}/{id}/approve", new ApproveOrganisationRequest("member"))).StatusCode);
        Assert.Equal(0, await CountAsync("true"));
    }

    [Fact]
    public async Task Without_a_server_a_developer_finds_the_mails_in_a_folder()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "mails-" + Guid.CreateVersion7().ToString("N"));
        await using (membership.Service.StartReplica(("Mail:Folder", folder), ("Mail:Poll", "00:00:00.1")))
        {
            var (id, email) = await RegisterAsync("Dans un dossier", "fr");
            await StepAsync(id, "submit", new StepRequest());
            await EmptyAsync();
            var mail = await MimeMessage.LoadAsync(Assert.Single(System.IO.Directory.GetFiles(folder, "*.eml")));
            Assert.Equal(email, Assert.Single(mail.To.Mailboxes).Address);
        }

        System.IO.Directory.Delete(folder, recursive: true);
    }

    static MimeMessage Parse(string message) => MimeMessage.Load(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(message)));

    static Task<IReadOnlyList<string>> ArrivedAsync(SmtpServer smtp, int count) =>
        Eventually.GetAsync(() => Task.FromResult(smtp.Received()), received => received.Count >= count, $"{count} mails");

    Task EmptyAsync() => Eventually.HoldsAsync(async () => await CountAsync("true") == 0, "no mail to wait any more");

    async Task<(Guid Id, string Email)> RegisterAsync(string name, string language, DateTimeOffset? at = null)
    {
        var request = MembershipFixture.Request(name) with { OccurredAt = at };
        request = request with { Contact = request.Contact with { Language = language } };
        var answer = (await manager.PostAsJsonAsync(Api, request)).EnsureSuccessStatusCode();
        return ((await answer.Content.ReadFromJsonAsync<OrganisationDetails>())!.Id, request.Contact.Email);
    }

    async Task StepAsync<T>(Guid id, string step, T body) => (await manager.PostAsJsonAsync($"{Api}/{id}/{step}", body)).EnsureSuccessStatusCode();

    async Task<int> CountAsync(string condition)
    {
        await using var command = Database.CreateCommand($"select count(*)::int from mails where {condition}");
        return (int)(await command.ExecuteScalarAsync())!;
    }

    NpgsqlDataSource Database => membership.Service.Services.GetRequiredService<NpgsqlDataSource>();
}
