using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using ClusterTic.Messaging;
using ClusterTic.Reporting.Log;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.Testing;
using ClusterTic.Testing.Servers;
using ClusterTic.Testing.Services;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using RabbitMQ.Client;

namespace ClusterTic.Reporting.Tests;

/// <summary>The service with a database and a virtual host of its own.</summary>
public sealed class ReportingPlace : IAsyncDisposable
{
    readonly ServiceUnderTest<Program> service;

    ReportingPlace(ServiceUnderTest<Program> service) => this.service = service;

    public ServiceUnderTest<Program> Service => service;

    /// <summary>The runtime role's connections.</summary>
    public NpgsqlDataSource Database => service.Services.GetRequiredService<NpgsqlDataSource>();

    public HttpClient Analyst => service.As("analyst");

    public static async Task<ReportingPlace> StartAsync(ServersFixture servers, params IEnumerable<(string, string)> settings) =>
        new(await ServiceUnderTest<Program>.StartAsync(servers, "reporting", settings));

    /// <summary>Hands a batch to the log in one transaction, as the inbox does.</summary>
    public async Task ReceiveAsync(params IReadOnlyList<ReceivedFact> facts)
    {
        await using var open = await BeginAsync(facts);
        await open.CommitAsync();
    }

    /// <summary>The same without the commit.</summary>
    public async Task<OpenBatch> BeginAsync(params IReadOnlyList<ReceivedFact> facts)
    {
        var scope = service.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ReportingDb>();
        var transaction = await db.Database.BeginTransactionAsync();
        await scope.ServiceProvider.GetRequiredService<FactLog>().Handle(facts, TestContext.Current.CancellationToken);
        return new OpenBatch(scope, transaction);
    }

    /// <summary>Sends messages through the broker, as another service's relay does.</summary>
    public async Task PublishAsync(IReadOnlyList<ReceivedFact> facts, string exchange = "clustertic.facts")
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(service.Place.Broker) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        foreach (var fact in facts)
            await channel.BasicPublishAsync(exchange, fact.WireName, mandatory: false, new BasicProperties
            {
                MessageId = fact.MessageId.ToString(),
                ContentType = "application/json",
                Persistent = true,
                Headers = new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["ct-name"] = fact.WireName,
                    ["ct-sender"] = fact.Sender,
                    ["ct-aggregate"] = fact.AggregateId.ToString(),
                    ["ct-version"] = fact.Version.ToString(CultureInfo.InvariantCulture),
                    ["ct-occurred-at"] = fact.OccurredAt.ToString("O"),
                    ["ct-recorded-at"] = fact.RecordedAt.ToString("O"),
                    ["traceparent"] = fact.TraceParent,
                },
            }, Encoding.UTF8.GetBytes(fact.Json));
    }

    public Task LoggedAsync(long count) => Eventually.GetAsync(
        () => ScalarAsync<long>("select count(*) from facts"), there => there >= count, $"{count} messages in the log");

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<Report> ReportAsync(string name, string query = "")
    {
        var answer = await Analyst.GetAsync($"/api/reporting/v1/reports/{name}?{query}");
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<Report>())!;
    }

    /// <summary>What the report says, without when it was asked for.</summary>
    public async Task<string> FiguresAsync(string name, string query = "")
    {
        var report = await ReportAsync(name, query);
        return System.Text.Json.JsonSerializer.Serialize(report.Rows);
    }

    public Task<RebuildResult> RebuildAsync() =>
        service.Services.GetRequiredService<ClusterTic.Reporting.Projections.Rebuild>().RunAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => service.DisposeAsync();
}

/// <summary>A batch that has not been committed.</summary>
public sealed class OpenBatch(AsyncServiceScope scope, Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction) : IAsyncDisposable
{
    public Task CommitAsync() => transaction.CommitAsync();

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await scope.DisposeAsync();
    }
}

/// <summary>One place for a test class.</summary>
public sealed class ReportingFixture(ServersFixture servers) : IAsyncLifetime
{
    ReportingPlace? place;

    public ReportingPlace Place => place!;

    public async ValueTask InitializeAsync() => place = await ReportingPlace.StartAsync(servers);

    public async ValueTask DisposeAsync()
    {
        if (place is not null) await place.DisposeAsync();
    }
}

static class ReportRows
{
    public static ReportRow Row(this Report report, string id) =>
        report.Rows.SingleOrDefault(row => row.Id == id) ?? throw new KeyNotFoundException($"No row {id} in {report.Name}.");

    public static ReportCell Cell(this Report report, string row, string column) =>
        report.Row(row).Cells[report.Columns.Index().Single(each => each.Item.Name == column).Index];

    public static string? Value(this Report report, string row, string column) => report.Cell(report.Row(row).Id, column).Value;
}
