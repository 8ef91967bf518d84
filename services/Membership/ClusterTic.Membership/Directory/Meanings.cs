using System.Globalization;
using ClusterTic.Membership.Search;
using Microsoft.Extensions.Caching.Hybrid;
using Npgsql;

namespace ClusterTic.Membership.Directory;

/// <summary>What the words of a question stand for in one version of the data; the page asks first, and the facets after it.</summary>
sealed record Meanings(NpgsqlDataSource Database, HybridCache Cache, long Version)
{
    public ValueTask<AskedWords> OfAsync(DirectoryFilter filter, bool near, CancellationToken cancel) => Cache.GetOrCreateAsync(
        string.Create(CultureInfo.InvariantCulture, $"directory-words:{Version}:{near}:{filter.WordsKey()}"),
        async token => await AskedWords.ReadAsync(Database, filter.Words(), near, token), DirectoryFilter.InThisProcess, cancellationToken: cancel);
}
