using System.Reflection;

namespace ClusterTic.Messaging.Wire;

/// <summary>
/// Reads the facts that one handler is for. A verb that this build does not know is read as the aggregate's
/// announcement, that is, as its state.
/// </summary>
sealed class FactReader<TFact> where TFact : class, IFact
{
    readonly Dictionary<string, Type> types = new(StringComparer.Ordinal);
    readonly AggregateNameAttribute? family = FactKind.FamilyOf(typeof(TFact));

    public FactReader()
    {
        if (typeof(TFact).IsInterface && family is null)
            throw new InvalidOperationException($"{typeof(TFact)} has no [AggregateName].");
        IEnumerable<Type> candidates = typeof(TFact).IsInterface ? typeof(TFact).Assembly.GetTypes() : [typeof(TFact)];
        foreach (var type in candidates.Where(type => !type.IsAbstract && typeof(TFact).IsAssignableFrom(type)))
            types[FactKind.Of(type).WireName] = type;
    }

    /// <summary>What to bind: all of the aggregate, or the one fact.</summary>
    public Binding Binding => typeof(TFact).IsInterface
        ? new(family!.Stream, family.Name + ".*")
        : new(family?.Stream ?? FactStream.Facts, FactKind.Of(typeof(TFact)).WireName);

    public bool Reads(string wireName) => types.ContainsKey(wireName)
        || (typeof(TFact).IsInterface && wireName.StartsWith(family!.Name + ".", StringComparison.Ordinal));

    public TFact Read(ReceivedFact received) =>
        (TFact)FactJson.Read(received.Json, types.GetValueOrDefault(received.WireName) ?? family!.Announced);
}

/// <summary>A routing key on one of the two exchanges.</summary>
sealed record Binding(FactStream Stream, string RoutingKey)
{
    public const string Facts = "clustertic.facts";
    public const string People = "clustertic.people";

    public string Exchange => ExchangeOf(Stream);

    public static string ExchangeOf(FactStream stream) => stream is FactStream.Restricted ? People : Facts;
}
