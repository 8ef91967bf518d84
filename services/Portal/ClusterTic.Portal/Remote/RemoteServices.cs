using System.Net.Http.Headers;
using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Sessions;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace ClusterTic.Portal.Remote;

/// <summary>The typed clients of the other services, found by service discovery.</summary>
static class RemoteServices
{
    /// <summary>A page is worth more in time without a part than late with it.</summary>
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public static string OperationsClient(string service) => service + "-operations";

    public static void AddRemoteServices(this IServiceCollection services)
    {
        services.AddTransient<ReaderHandler>();
        Configure(services.AddHttpClient<MembershipService>(), "membership");
        Configure(services.AddHttpClient<ImportService>(), "membership", TimeSpan.FromMinutes(1)); // a file is read before it is answered for
        Configure(services.AddHttpClient<PeopleService>(), "membership");
        Configure(services.AddHttpClient<PrivacyService>(), "membership");
        Configure(services.AddHttpClient<GovernanceService>(), "membership");
        Configure(services.AddHttpClient<CompetencesService>(), "membership");
        Configure(services.AddHttpClient<CpvImportService>(), "membership", TimeSpan.FromMinutes(1));
        Configure(services.AddHttpClient<CatalogueService>(), "membership");
        Configure(services.AddHttpClient<PicturesService>(), "membership", TimeSpan.FromSeconds(20)); // a picture is drawn before it is answered for
        Configure(services.AddHttpClient<EventsService>(), "events");
        Configure(services.AddHttpClient<EventsPrivacyService>(), "events");
        Configure(services.AddHttpClient<IdentityPrivacyService>(), "identity");
        Configure(services.AddHttpClient<OpportunitiesService>(), "opportunities");
        Configure(services.AddHttpClient<ReportingService>(), "reporting");
        foreach (var service in OperationsService.All) Configure(services.AddHttpClient(OperationsClient(service)), service);
        services.AddScoped<OperationsServices>();
#pragma warning disable EXTEXP0001 // it repeats by itself
        services.AddHttpClient(WarmUp.Client).RemoveAllResilienceHandlers();
#pragma warning restore EXTEXP0001
        services.AddSingleton<WarmUp>();
        services.AddHostedService(provider => provider.GetRequiredService<WarmUp>());
        services.AddHealthChecks().AddCheck<WarmUp>("services-asked", tags: ["ready"]);
    }

    static void Configure(IHttpClientBuilder client, string service, TimeSpan? patience = null)
    {
        var limit = patience ?? Limit;
        client
            .ConfigureHttpClient(http => (http.BaseAddress, http.Timeout) = (new Uri($"http://{service}/"), limit + limit / 2))
            .AddHttpMessageHandler<ReaderHandler>()
            .AddHttpMessageHandler<AccessTokenHandler>();
#pragma warning disable EXTEXP0001 // the only way to replace the defaults' handler, whose retries are longer than a page may take
        client.RemoveAllResilienceHandlers();
#pragma warning restore EXTEXP0001
        client.AddResilienceHandler("page", pipeline => pipeline
            .AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = 1,
                Delay = TimeSpan.FromMilliseconds(50),
                // A replica that just went away; never a command, which may have been done.
                ShouldHandle = outcome => ValueTask.FromResult(
                    outcome.Outcome.Exception is HttpRequestException && outcome.Context.GetRequestMessage()?.Method == HttpMethod.Get),
            })
            .AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
            {
                // A service that hangs costs the first readers the limit, not everybody after them.
                FailureRatio = 0.5, MinimumThroughput = 6, SamplingDuration = TimeSpan.FromSeconds(10), BreakDuration = TimeSpan.FromSeconds(3),
            })
            .AddTimeout(limit));
    }

    /// <summary>Problems come back in the reader's language, and limits count the reader's address, not the Portal's.</summary>
    sealed class ReaderHandler(IHttpContextAccessor http) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
        {
            request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue(Reader.Language));
            if (http.HttpContext?.Connection.RemoteIpAddress is { } address)
                request.Headers.TryAddWithoutValidation("X-Forwarded-For", address.ToString());
            return base.SendAsync(request, cancel);
        }
    }
}
