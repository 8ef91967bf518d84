using ClusterTic.Messaging.Announcing;
using ClusterTic.Messaging.Inbox;
using ClusterTic.Messaging.Operations;
using ClusterTic.Messaging.Outbox;
using ClusterTic.Messaging.Parked;
using ClusterTic.Messaging.Transport;
using ClusterTic.Messaging.Wire;
using ClusterTic.ServiceDefaults;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Settings;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClusterTic.Messaging;

/// <summary>What a service listens to and can announce.</summary>
public sealed class MessagingBuilder
{
    readonly string service;
    readonly IServiceCollection services;

    internal MessagingBuilder(string service, IServiceCollection services) => (this.service, this.services) = (service, services);

    internal List<Endpoint> Endpoints { get; } = [];

    /// <summary>Handles an aggregate's facts (or one fact) on an endpoint, that is, on a queue of its own.</summary>
    /// <param name="endpoint">Kebab case, without the service's name: <c>organisations</c>.</param>
    public MessagingBuilder Handle<THandler, TFact>(string endpoint) where THandler : class, IHandle<TFact> where TFact : class, IFact
    {
        services.AddScoped<THandler>();
        Find(endpoint).Add<THandler, TFact>();
        return this;
    }

    /// <summary>Handles everything that the routing keys select, raw and in batches; never personal data.</summary>
    public MessagingBuilder HandleReceived<THandler>(string endpoint, params IEnumerable<string> routingKeys) where THandler : class, IHandleReceived
    {
        services.AddScoped<THandler>();
        Find(endpoint).AddReceived<THandler>(routingKeys);
        return this;
    }

    /// <summary>Lets the operators have an aggregate's current state repeated to one endpoint.</summary>
    /// <param name="announce">Makes the announcement, with the version unchanged.</param>
    /// <param name="whole">Includes what the state needs.</param>
    public MessagingBuilder Announce<TAggregate, TAnnounced>(
        Func<TAggregate, DateTimeOffset, TAnnounced> announce, Func<IQueryable<TAggregate>, IQueryable<TAggregate>>? whole = null)
        where TAggregate : Aggregate where TAnnounced : class, IFact
    {
        services.AddSingleton<Announcer>(new Announcer<TAggregate>(typeof(TAnnounced), whole ?? (query => query), announce));
        return this;
    }

    Endpoint Find(string name)
    {
        var full = $"{service}-{name}";
        var endpoint = Endpoints.Find(one => one.Name == full);
        if (endpoint is null) Endpoints.Add(endpoint = new Endpoint(full));
        return endpoint;
    }
}

public static class MessagingSetup
{
    /// <summary>Outbox, relay, inbox, parked messages and announcements of the service, on its own database.</summary>
    public static WebApplicationBuilder AddMessaging<TDb>(this WebApplicationBuilder builder, Action<MessagingBuilder> configure) where TDb : ServiceDb
    {
        var services = builder.Services;
        var service = services.Select(one => one.ImplementationInstance).OfType<ServiceIdentity>().Single().Name;
        var messaging = new MessagingBuilder(service, services);
        configure(messaging);

        services.Select(one => one.ImplementationInstance).OfType<RequiredSettings>().Single()
            .Add("ConnectionStrings:rabbitmq", "the broker that carries messages between the services");
        services.TryAddScoped<ServiceDb>(provider => provider.GetRequiredService<TDb>());
        services.AddOptions<MessagingOptions>().BindConfiguration("Messaging");
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<MessagingOptions>>().Value);
        services.AddSingleton<IReadOnlyList<Endpoint>>(messaging.Endpoints);
        services.AddSingleton<MessagingMetrics>();
        services.AddSingleton<RelaySignal>();
        services.AddSingleton<IInterceptor, WakeRelayAfterCommit>();
        services.AddSingleton<OutboxRounds>();
        services.AddSingleton<IFactSender, MassTransitSender>();
        services.AddSingleton(new SharedEndpoints(OperationsEndpoints.Map));
        services.AddSingleton<IMaintenance, ForgetOldMessages>();
        // The relay, the consumer and the health check say in their own words what goes wrong, once and without stack traces.
        builder.Logging.AddFilter("MassTransit", LogLevel.Critical);
        services.AddMassTransit(bus =>
        {
            bus.ConfigureHealthCheckOptions(health =>
            {
                // Without the broker the service still serves; its messages wait in the outbox.
                health.MinimalFailureStatus = HealthStatus.Degraded;
                health.Tags.Add("ready");
            });
            bus.UsingRabbitMq((context, broker) => Connect(context, broker, messaging.Endpoints));
        });
        services.AddOptions<MassTransitHostOptions>().Configure(host =>
        {
            host.WaitUntilStarted = false;
            host.StopTimeout = TimeSpan.FromSeconds(20);
        });
        services.AddSingleton(new ServiceCommand("--declare-queues", QueueTopology.DeclareAsync));
        services.AddSingleton(new ServiceCommand("--describe-queues", QueueTopology.DescribeAsync));
        services.AddHostedService<Relay>();
        services.AddHostedService<ErrorQueueDrain>();
        services.AddHostedService<HourlyForgetting>();
        return builder;
    }

    static void Connect(IBusRegistrationContext context, IRabbitMqBusFactoryConfigurator broker, List<Endpoint> endpoints)
    {
        var options = context.GetRequiredService<MessagingOptions>();
        // A missing setting is named by the check of the required settings, just after this.
        broker.Host(new Uri(context.GetRequiredService<IConfiguration>().GetConnectionString("rabbitmq") ?? "amqp://localhost"), host => host.PublisherConfirmation = true);
        broker.ClearSerialization();
        broker.UseRawJsonSerializer(RawSerializerOptions.AnyMessageType);
        foreach (var endpoint in endpoints)
            broker.ReceiveEndpoint(endpoint.Name, queue =>
            {
                queue.ConfigureConsumeTopology = false;
                queue.PublishFaults = false; // the error queue holds the message and the reason; nobody listens to fault events
                queue.Durable = true;
                queue.SetQuorumQueue();
                queue.PrefetchCount = options.Prefetch;
                queue.ConcurrentMessageLimit = options.Prefetch;
                foreach (var binding in endpoint.Bindings)
                    queue.Bind(binding.Exchange, bind =>
                    {
                        bind.ExchangeType = "topic";
                        bind.RoutingKey = binding.RoutingKey;
                    });
                var pump = ActivatorUtilities.CreateInstance<InboxPump>(context, endpoint);
                var consumer = ActivatorUtilities.CreateInstance<FactConsumer>(context, pump); // keeps nothing of a message
                queue.Consumer(() => consumer);
            });
    }
}
