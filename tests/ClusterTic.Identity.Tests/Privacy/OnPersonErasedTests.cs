using System.Text;
using System.Text.Json;
using ClusterTic.Identity.Accounts;
using ClusterTic.Identity.Tests.Hosting;
using ClusterTic.Membership;
using ClusterTic.Testing;
using ClusterTic.Testing.Servers;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;

namespace ClusterTic.Identity.Tests.Privacy;

public sealed class OnPersonErasedTests(ServersFixture servers) : IAsyncLifetime
{
    const string Password = "quite a long password";

    IdentityProcess identity = null!;
    TestDatabase database = null!;
    IConnection connection = null!;
    IChannel channel = null!;

    public async ValueTask InitializeAsync()
    {
        database = await servers.CreateDatabaseAsync("identity", RunningIdentity.Migrate);
        var broker = await servers.CreateVirtualHostAsync();
        identity = await IdentityProcess.StartAsync(database, new(IdentityProcess.Demo) { ["ConnectionStrings:rabbitmq"] = broker });
        Assert.Equal(BusHealthStatus.Healthy, await identity.App.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, TimeSpan.FromSeconds(30)));
        connection = await new ConnectionFactory { Uri = new(broker) }.CreateConnectionAsync();
        channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        await channel.ExchangeDeclareAsync("clustertic.facts", ExchangeType.Topic, durable: true);
        await channel.QueueDeclareAsync("answers", durable: false, exclusive: true, autoDelete: true);
        await channel.QueueBindAsync("answers", "clustertic.facts", "erasure.*");
    }

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await connection.DisposeAsync();
        await identity.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task An_account_under_the_address_is_emptied_ended_and_of_no_use_any_more()
    {
        const string address = "awa@exemple.example";
        var id = await OpenAsync(address);
        var portal = new PortalClient(identity);
        using var browser = new Browser(identity.Origin);
        var tokens = await portal.Exchange(await portal.Code(browser, address, Password));
        Assert.Empty((await HoldingAsync("nobody at all")).Keys);
        Assert.Contains("accounts", (await HoldingAsync(address)).Keys);

        var said = await EraseAsync(address);

        Assert.Equal(("identity", null), (said.Service, said.Kept));
        Assert.Contains(new ErasedCount("accounts", 1), said.Erased);
        Assert.Contains(said.Erased, one => one is { What: "tokens", Count: > 0 });
        Assert.Empty((await HoldingAsync(address)).Keys);
        Assert.Equal("invalid_grant", (await portal.Refresh(tokens["refresh_token"]))["error"]);
        Assert.Contains("/account/sign-in", (await browser.Get("/identity/account")).Location, StringComparison.Ordinal);
        using var again = new Browser(identity.Origin);
        Assert.NotEqual(System.Net.HttpStatusCode.Redirect, (await again.SignIn(address, Password)).Status);
        var left = await identity.With(services => services.GetRequiredService<IdentityDb>().Users.AsNoTracking().SingleAsync(one => one.Id == id));
        Assert.Equal(("—", null, null, false), (left.Name, left.Email, left.PasswordHash, left.IsUsable));

        // Delivered again under another id there is nothing left to do, and the address is free.
        Assert.Empty((await EraseAsync(address)).Erased);
        Assert.NotEqual(id, await OpenAsync(address));
    }

    [Fact]
    public async Task An_account_with_a_role_is_kept_and_the_answer_says_so()
    {
        var said = await EraseAsync(RunningIdentity.Manager.ToUpperInvariant());
        Assert.Equal("account-with-role", said.Kept);
        Assert.Empty(said.Erased);
        using var browser = new Browser(identity.Origin);
        Assert.Equal(System.Net.HttpStatusCode.Redirect, (await browser.SignIn(RunningIdentity.Manager, RunningIdentity.ManagerPassword)).Status);
    }

    [Fact]
    public async Task Nobody_under_the_address_is_an_answer_too() => Assert.Empty((await EraseAsync("personne@exemple.example")).Erased);

    Task<Guid> OpenAsync(string address) => identity.With(async services =>
    {
        await services.GetRequiredService<AccountBook>().SaveDemo(address, Password, [], CancellationToken.None);
        return (await services.GetRequiredService<IdentityDb>().Users.SingleAsync(one => one.Email == address)).Id;
    });

    async Task<ErasureConfirmationState> EraseAsync(string email)
    {
        var person = Guid.CreateVersion7();
        var now = TimeProvider.System.GetUtcNow();
        var fact = new PersonErased(new(person, 2, "—", $"{person}@erased.invalid", "fr"), Guid.CreateVersion7(), email, now);
        await channel.BasicPublishAsync("clustertic.people", "person.erased", mandatory: true, new BasicProperties
        {
            MessageId = Guid.CreateVersion7().ToString(),
            ContentType = "application/json",
            Headers = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["ct-name"] = "person.erased", ["ct-sender"] = "membership", ["ct-aggregate"] = person.ToString(), ["ct-version"] = "2",
                ["ct-occurred-at"] = now.ToString("O"), ["ct-recorded-at"] = now.ToString("O"),
            },
        }, JsonSerializer.SerializeToUtf8Bytes(fact, JsonSerializerOptions.Web));
        var answer = await Eventually.GetAsync(async () => await channel.BasicGetAsync("answers", autoAck: true), one => one is not null, "Identity's answer");
        var confirmation = JsonSerializer.Deserialize<ErasureConfirmed>(Encoding.UTF8.GetString(answer!.Body.Span), JsonSerializerOptions.Web)!.Confirmation;
        Assert.Equal((fact.ErasureId, person), (confirmation.ErasureId, confirmation.PersonId));
        return confirmation;
    }

    /// <summary>The tables in which a text stands anywhere.</summary>
    Task<Dictionary<string, int>> HoldingAsync(string text) => identity.With(async services =>
    {
        var db = services.GetRequiredService<IdentityDb>();
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var table in await db.Database.SqlQuery<string>($"""select table_name::text as "Value" from information_schema.tables where table_schema = 'public'""").ToListAsync())
        {
#pragma warning disable EF1002 // a table's name, from the catalogue
            var rows = await db.Database.SqlQueryRaw<int>($"""select count(*)::int as "Value" from "{table}" t where t::text ilike @text""", new Npgsql.NpgsqlParameter("text", $"%{text}%")).SingleAsync();
#pragma warning restore EF1002
            if (rows > 0) found.Add(table, rows);
        }

        return found;
    });
}
