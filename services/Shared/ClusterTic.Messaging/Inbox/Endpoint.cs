using ClusterTic.Messaging.Wire;
using Microsoft.Extensions.DependencyInjection;

namespace ClusterTic.Messaging.Inbox;

/// <summary>One queue of the service, what is bound to it, and who handles what comes.</summary>
sealed class Endpoint(string name)
{
    readonly List<Binding> bindings = [];
    readonly List<(Func<string, bool> Reads, Func<IServiceProvider, ReceivedFact, CancellationToken, Task> Handle)> handlers = [];

    /// <summary>The queue's name, prefixed by the service: <c>events-organisations</c>.</summary>
    public string Name { get; } = name;

    public IReadOnlyList<Binding> Bindings => bindings;

    /// <summary>Set where the endpoint takes everything raw and in batches.</summary>
    public Func<IServiceProvider, IReadOnlyList<ReceivedFact>, CancellationToken, Task>? HandleBatch { get; private set; }

    public void Add<THandler, TFact>() where THandler : class, IHandle<TFact> where TFact : class, IFact
    {
        var reader = new FactReader<TFact>();
        bindings.Add(reader.Binding);
        handlers.Add((reader.Reads, (services, received, cancel) =>
            services.GetRequiredService<THandler>().Handle(reader.Read(received), cancel)));
    }

    public void AddReceived<THandler>(params IEnumerable<string> routingKeys) where THandler : class, IHandleReceived
    {
        bindings.AddRange(routingKeys.Select(key => new Binding(FactStream.Facts, key)));
        HandleBatch = (services, received, cancel) => services.GetRequiredService<THandler>().Handle(received, cancel);
    }

    /// <summary>Gives the message to every handler that reads its kind; what nobody reads has no effect.</summary>
    public async Task HandleAsync(IServiceProvider services, ReceivedFact received, CancellationToken cancel)
    {
        foreach (var (reads, handle) in handlers)
            if (reads(received.WireName))
                await handle(services, received, cancel);
    }
}
