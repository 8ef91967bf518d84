using System.Collections.Concurrent;
using System.Reflection;

namespace ClusterTic.Messaging.Wire;

/// <summary>What the wire needs to know of a type of fact.</summary>
sealed record FactKind(string WireName, FactStream Stream)
{
    static readonly ConcurrentDictionary<Type, FactKind> Known = new();
    static readonly ConcurrentDictionary<Type, AggregateNameAttribute?> Families = new();

    public static FactKind Of(Type fact) => Known.GetOrAdd(fact, type => new(
        type.GetCustomAttribute<WireNameAttribute>()?.Name
        ?? throw new InvalidOperationException($"{type} has no [WireName]; every fact needs one."),
        FamilyOf(type)?.Stream ?? FactStream.Facts));

    /// <summary>The aggregate's mark on the interface that the fact implements.</summary>
    public static AggregateNameAttribute? FamilyOf(Type fact) => Families.GetOrAdd(fact, static type =>
        (type.IsInterface ? [type] : type.GetInterfaces())
        .Select(one => one.GetCustomAttribute<AggregateNameAttribute>())
        .FirstOrDefault(mark => mark is not null));
}
