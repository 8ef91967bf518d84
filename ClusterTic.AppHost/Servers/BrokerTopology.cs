using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace ClusterTic.AppHost.Servers;

/// <summary>What the broker must have before anyone publishes: the exchanges, each endpoint's queue, and the policies.</summary>
/// <remarks>
/// Queue arguments are only the type, because arguments cannot be changed later; limits and dead-lettering are policies.
/// Declaring again what is there changes nothing.
/// </remarks>
static class BrokerTopology
{
    public const string Facts = "clustertic.facts";

    /// <summary>Personal data: bound only by the services that the register of processing names.</summary>
    public const string People = "clustertic.people";

    // RabbitMQ 4 drops a message after 20 deliveries, 3.10 never does. A service whose database is away redelivers for
    // as long as it takes, so neither may be left to the default.
    const int DeliveryLimit = 1_000_000;

    const long QueueBytes = 2L << 30;

    /// <summary>The services' endpoints with what each binds, as <c>exchange key</c>; a test holds it to what the services say.</summary>
    public static IReadOnlyDictionary<string, string[]> Endpoints() =>
        JsonSerializer.Deserialize<Dictionary<string, string[]>>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "queues.json"))) ?? [];

    /// <summary>Declares the topology in the broker's default virtual host.</summary>
    public static async Task DeclareAsync(RabbitMqServer server, ParameterResource password, CancellationToken cancel)
    {
        using var broker = Client(new Uri(server.Management.Url), await password.GetValueAsync(cancel) ?? "");
        await DeclareAsync(broker, "/", Endpoints(), cancel);
    }

    /// <summary>A client of the broker's management API.</summary>
    public static HttpClient Client(Uri management, string password) => new()
    {
        BaseAddress = new Uri(management, "/api/"),
        DefaultRequestHeaders =
        {
            Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{RabbitMqServer.User}:{password}"))),
        },
    };

    public static async Task DeclareAsync(
        HttpClient broker, string virtualHost, IReadOnlyDictionary<string, string[]> endpoints, CancellationToken cancel)
    {
        using var answer = await broker.PostAsJsonAsync($"definitions/{Uri.EscapeDataString(virtualHost)}", Definitions(endpoints), cancel);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"rabbitmq refused the topology: {await answer.Content.ReadAsStringAsync(cancel)}");
    }

    // As the messaging core declares them: each endpoint is a queue behind an exchange of the same name, which binds the facts.
    static Dictionary<string, object> Definitions(IReadOnlyDictionary<string, string[]> endpoints) => new(StringComparer.Ordinal)
    {
        ["exchanges"] = ((string[])[Facts, People]).Select(name => Exchange(name, "topic"))
            .Concat(endpoints.Keys.Select(name => Exchange(name, "fanout"))),
        ["queues"] = endpoints.Keys.Select(name => new
        {
            name,
            durable = true,
            auto_delete = false,
            arguments = new Dictionary<string, string>(StringComparer.Ordinal) { ["x-queue-type"] = "quorum" },
        }),
        ["bindings"] = endpoints.SelectMany(endpoint => endpoint.Value.Select(binding => binding.Split(' '))
            .Select(binding => Bind(binding[0], "exchange", endpoint.Key, binding[1]))
            .Prepend(Bind(endpoint.Key, "queue", endpoint.Key, ""))),
        ["policies"] = new[]
        {
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["name"] = "clustertic-limits",
                ["pattern"] = "^(identity|membership|events|opportunities|reporting)-",
                ["apply-to"] = "queues",
                ["priority"] = 1,
                ["definition"] = new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["delivery-limit"] = DeliveryLimit,
                    ["max-length-bytes"] = QueueBytes,
                    ["overflow"] = "reject-publish", // the sender's outbox keeps what the queue cannot take
                },
            },
        },
    };

    static object Exchange(string name, string type) =>
        new { name, type, durable = true, auto_delete = false, @internal = false, arguments = new { } };

    static object Bind(string source, string kind, string destination, string key) =>
        new { source, destination, destination_type = kind, routing_key = key, arguments = new { } };
}
