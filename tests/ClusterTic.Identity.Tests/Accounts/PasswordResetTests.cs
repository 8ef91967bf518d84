using System.Net;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using ClusterTic.Identity.Tests.Hosting;
using ClusterTic.Testing.Servers;
using MimeKit;
using SmtpServer;
using SmtpServer.ComponentModel;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace ClusterTic.Identity.Tests.Accounts;

public sealed partial class PasswordResetTests(ServersFixture servers) : IAsyncLifetime
{
    static readonly TimeSpan limit = TimeSpan.FromSeconds(30);

    readonly CancellationTokenSource stop = new();
    readonly ReceivedMails mails = new();
    TestDatabase database = null!;
    IdentityProcess identity = null!;
    Task smtp = Task.CompletedTask;

    public async ValueTask InitializeAsync()
    {
        var port = FreePort.Next();
        var services = new ServiceProvider();
        services.Add((IMessageStore)mails);
        var options = new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(e => e.Endpoint(new IPEndPoint(IPAddress.Loopback, port))).Build();
        smtp = new SmtpServer.SmtpServer(options, services).StartAsync(stop.Token);

        database = await servers.CreateDatabaseAsync("identity", RunningIdentity.Migrate);
        identity = await IdentityProcess.StartAsync(database, new(IdentityProcess.Demo)
        {
            ["Mail:Host"] = "127.0.0.1",
            ["Mail:Port"] = $"{port}",
            ["Mail:Security"] = "None",
            ["Mail:From"] = "Trial cluster <no-reply@cluster.example>",
        });
    }

    public async ValueTask DisposeAsync()
    {
        await identity.DisposeAsync();
        await database.DisposeAsync();
        await stop.CancelAsync();
        await smtp;
        stop.Dispose();
    }

    [Fact]
    public async Task A_link_by_mail_sets_a_new_password_once_and_ends_what_was_open()
    {
        var portal = new PortalClient(identity);
        using var browser = new Browser(identity.Origin);
        var before = await portal.Exchange(await portal.Code(browser, RunningIdentity.Manager, RunningIdentity.ManagerPassword));

        await Ask(RunningIdentity.Manager);
        var mail = await mails.Next(limit);
        var link = Link().Match(mail.TextBody!).Value;
        Assert.Equal(RunningIdentity.Manager, mail.To.Mailboxes.Single().Address);
        Assert.Contains("mot de passe", mail.Subject, StringComparison.Ordinal);

        var form = await browser.Get(link);
        var tooShort = await browser.Submit(form, new() { ["password"] = "eleven char", ["again"] = "eleven char" }, "reset");
        Assert.Contains("fewer than 12 characters", tooShort.Body, StringComparison.Ordinal);
        var differs = await browser.Submit(form, new() { ["password"] = "a sentence does it", ["again"] = "another sentence" }, "reset");
        Assert.Contains("The two entries differ", differs.Body, StringComparison.Ordinal);
        var saved = await browser.Submit(form, new() { ["password"] = "a sentence does it", ["again"] = "a sentence does it" }, "reset");
        Assert.EndsWith("/account/done/password", saved.Location, StringComparison.Ordinal);

        var again = await browser.Submit(await browser.Get(link), new() { ["password"] = "a second sentence", ["again"] = "a second sentence" }, "reset");
        Assert.Contains("no longer good", again.Body, StringComparison.Ordinal);
        Assert.Equal("invalid_grant", (await portal.Refresh(before["refresh_token"]))["error"]);
        Assert.Equal(HttpStatusCode.OK, (await browser.SignIn(RunningIdentity.Manager, RunningIdentity.ManagerPassword)).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SignIn(RunningIdentity.Manager, "a sentence does it")).Status);
    }

    [Fact]
    public async Task An_unknown_account_reads_the_same_answer_and_gets_no_mail()
    {
        var unknown = await Ask("nobody@demo.example");
        var known = await Ask(RunningIdentity.Manager);

        Assert.Equal(unknown, known);
        Assert.Equal(RunningIdentity.Manager, (await mails.Next(limit)).To.Mailboxes.Single().Address);
        Assert.True(mails.IsEmpty);
    }

    [Fact]
    public async Task No_log_holds_a_password_an_address_a_secret_or_a_code()
    {
        var portal = new PortalClient(identity);
        using var browser = new Browser(identity.Origin);
        await browser.SignIn(RunningIdentity.Manager, "surely not this one");
        var code = await portal.Code(browser, RunningIdentity.Manager, RunningIdentity.ManagerPassword);
        var tokens = await portal.Exchange(code);
        await portal.Token(new() { ["grant_type"] = "client_credentials", ["client_id"] = "loader", ["client_secret"] = "a wrong secret" });
        await Ask(RunningIdentity.Manager);
        var link = Link().Match((await mails.Next(limit)).TextBody!).Value;
        await browser.Submit(await browser.Get(link), new() { ["password"] = "a sentence does it", ["again"] = "a sentence does it" }, "reset");
        await portal.Refresh(tokens["refresh_token"]);

        string[] secrets =
        [
            RunningIdentity.Manager, RunningIdentity.ManagerPassword, "surely not this one", "a sentence does it", "a wrong secret",
            RunningIdentity.PortalSecret, "the loader's secret", code, tokens["access_token"], tokens["refresh_token"], link.Split("code=")[1],
        ];
        var found = from line in identity.Logs.Lines
                    from secret in secrets
                    where line.Contains(secret, StringComparison.OrdinalIgnoreCase)
                    select line;
        Assert.Empty(found);
        Assert.NotEmpty(identity.Logs.Lines);
    }

    async Task<string> Ask(string name)
    {
        using var browser = new Browser(identity.Origin);
        var asked = await browser.Submit(await browser.Get("/identity/account/forgot"), new() { ["name"] = name });
        return (await browser.Get(asked.Location!)).Body;
    }

    [GeneratedRegex(@"http\S+/account/reset\S+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    sealed class ReceivedMails : MessageStore
    {
        readonly Channel<MimeMessage> received = Channel.CreateUnbounded<MimeMessage>();

        public bool IsEmpty => received.Reader.Count == 0;

        public async Task<MimeMessage> Next(TimeSpan atMost)
        {
            using var end = new CancellationTokenSource(atMost);
            return await received.Reader.ReadAsync(end.Token);
        }

        public override async Task<SmtpResponse> SaveAsync(
            ISessionContext context, IMessageTransaction transaction, System.Buffers.ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            await using var stream = new MemoryStream(System.Buffers.BuffersExtensions.ToArray(buffer));
            await received.Writer.WriteAsync(await MimeMessage.LoadAsync(stream, cancellationToken), cancellationToken);
            return SmtpResponse.Ok;
        }
    }
}
