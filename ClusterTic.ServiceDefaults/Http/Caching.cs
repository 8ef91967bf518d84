using ClusterTic.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace ClusterTic.ServiceDefaults.Http;

static class Caching
{
    /// <summary>No page waits for Redis longer than this.</summary>
    const int PatienceMs = 250;

    /// <summary>HybridCache with Redis as its second level. Keys carry the data's version, so nothing is ever invalidated.</summary>
    public static void AddCaching(this WebApplicationBuilder builder, ServiceIdentity service)
    {
        builder.Services.AddHybridCache(options =>
        {
            options.MaximumPayloadBytes = 4 * 1024 * 1024;
            options.DefaultEntryOptions = new HybridCacheEntryOptions
            {
                Expiration = TimeSpan.FromMinutes(10),
                LocalCacheExpiration = TimeSpan.FromMinutes(2),
            };
        });
        if (builder.Configuration.GetConnectionString("redis") is not { Length: > 0 } connection) return;

        var options = ConfigurationOptions.Parse(connection);
        options.AbortOnConnectFail = false;
        options.ConnectTimeout = PatienceMs;
        options.SyncTimeout = PatienceMs;
        options.AsyncTimeout = PatienceMs;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ReconnectRetryPolicy = new ExponentialRetry(250, 5_000);
        options.ClientName = service.Name;
        builder.Services.AddSingleton<IConnectionMultiplexer>(_ => ConnectionMultiplexer.Connect(options));
        builder.Services.AddStackExchangeRedisCache(_ => { });
        builder.Services.AddOptions<Microsoft.Extensions.Caching.StackExchangeRedis.RedisCacheOptions>()
            .Configure<IConnectionMultiplexer, IOptions<ClusterOptions>>((cache, redis, cluster) =>
            {
                cache.InstanceName = $"{cluster.Value.Id}:{service.Name}:"; // several installations may share one Redis
                cache.ConnectionMultiplexerFactory = () => Task.FromResult(redis);
            });
    }
}
