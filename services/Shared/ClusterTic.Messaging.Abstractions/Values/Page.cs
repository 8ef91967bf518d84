namespace ClusterTic;

/// <summary>One page of a list, by keyset: ask for the next one with <c>?after={next}</c>.</summary>
/// <param name="Next">Where the next page begins; null on the last page.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next) : ICounted
{
    int ICounted.Count => Items.Count;
}

/// <summary>An answer that knows how many things it holds.</summary>
public interface ICounted
{
    int Count { get; }
}

/// <summary>A resource whose version is its ETag.</summary>
public interface IVersioned
{
    long Version { get; }
}

/// <summary>An amount of money. XOF has no minor unit.</summary>
/// <param name="Currency">ISO 4217.</param>
public sealed record Money(decimal Amount, string Currency);
