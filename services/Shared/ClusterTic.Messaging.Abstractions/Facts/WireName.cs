namespace ClusterTic.Messaging;

/// <summary>Which exchange a fact travels on.</summary>
public enum FactStream
{
    /// <summary>Facts without personal data; Reporting binds all of them.</summary>
    Facts,

    /// <summary>Personal data (<c>person.*</c>); bound only by the services that the register of processing names.</summary>
    Restricted,
}

/// <summary>The name of a fact on the wire: service, aggregate, verb. Ours, and independent of the CLR's namespaces.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class WireNameAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>
/// Marks the interface that all facts of an aggregate share. Its announcement holds nothing but the state, so it is
/// also what a fact is read as whose verb the reader does not know.
/// </summary>
/// <param name="name">Service and aggregate, for instance <c>membership.organisation</c>.</param>
/// <param name="announced">The fact that repeats the aggregate's state.</param>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class AggregateNameAttribute(string name, Type announced) : Attribute
{
    public string Name { get; } = name;

    public Type Announced { get; } = announced;

    public FactStream Stream { get; init; } = FactStream.Facts;
}
